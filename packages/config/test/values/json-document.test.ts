import { jsonDocument } from "../../src/values/json-document";

test("keys are in the order in which Terraform writes them, at every level", () => {
  expect(jsonDocument({ b: 1, a: [{ d: null, c: "x" }], B: true })).toBe('{"B":true,"a":[{"c":"x","d":null}],"b":1}');
});

test("what is undefined is left out, and lists keep their order", () => {
  expect(jsonDocument({ a: undefined, b: [2, 1] })).toBe('{"b":[2,1]}');
});

test("what is no plain object writes itself", () => {
  expect(jsonDocument({ a: new URL("https://gitlab.com") })).toBe('{"a":"https://gitlab.com/"}');
});
