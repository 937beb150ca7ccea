import { documentOf, jsonencoded } from "../../src/expression/jsonencode";

test.each([
  [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
  ["<a> & \u2028\u2029", '"\\u003ca\\u003e \\u0026 \\u2028\\u2029"'],
  [{ "\u{1f600}": 1, "\uffee": 2 }, '{"\uffee":2,"\u{1f600}":1}'],
  [0.5, "0.5"],
])("%j is encoded as Terraform does", (value, text) => {
  expect(jsonencoded(value)).toBe(text);
});

test.each([[1e21], [1e-7], ["\b"], ["\f"], ["\x7f"], ["\ud800"], [[1e21]], [{ a: "\b" }]])(
  "%j is encoded differently by different versions, so it is not",
  (value) => {
    expect(jsonencoded(value)).toBeUndefined();
  },
);

test.each([
  ['{"a":1}', { a: 1 }],
  ['[{"a":"<"}]'.replace("<", "\\u003c"), [{ a: "<" }]],
])("%s is a document", (text, value) => {
  expect(documentOf(text)).toEqual(value);
});

test.each([
  '{"b":1,"a":2}',
  '{"a": 1}',
  '{"a":"<"}',
  '{"a":1.0}',
  '{"a":1e5}',
  "{}",
  "[]",
  "[1]",
  "1",
  "{a}",
  '{"a":"e\u0301"}',
])("%s is none that jsonencode makes", (text) => {
  expect(documentOf(text)).toBeUndefined();
});
