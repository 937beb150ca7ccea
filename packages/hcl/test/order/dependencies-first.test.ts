import { dependenciesFirst } from "../../src/order/dependencies-first";

const sorted = (items: string, uses: Readonly<Record<string, string>>) =>
  dependenciesFirst([...items], (item) => uses[item] ?? "").join("");

test.each([
  ["abc", {}, "abc"],
  ["abc", { a: "c" }, "cab"],
  ["abcd", { a: "c", c: "d" }, "dcab"],
  ["abc", { a: "z" }, "abc"],
])("%s with uses %j is sorted %s", (items, uses: Record<string, string>, expected) => {
  expect(sorted(items, uses)).toBe(expected);
});

test("what uses each other in a circle is sorted, too", () => {
  expect(sorted("abc", { a: "b", b: "c", c: "a" })).toBe("cba");
});
