import { Expression, product, share, sum, type NumberOrExpression } from "../../src/values/expression";

const a = Expression.number("var.a");
const b = Expression.number("var.b");
const written = (value: NumberOrExpression) => (typeof value === "number" ? value : value.terraform);

test("an expression is known by its kind", () => {
  expect(Expression.is(a)).toBe(true);
  expect(Expression.is(a, "number")).toBe(true);
  expect(Expression.is(a, "text")).toBe(false);
  expect([Expression.text("x"), Expression.flag("x"), Expression.list("x")].map(({ kind }) => kind)).toEqual([
    "text",
    "flag",
    "list",
  ]);
});

test.each([[undefined], [null], ["var.a"], [1], [{ kind: "number", terraform: "var.a" }], [[]]])(
  "%j is none",
  (value) => {
    expect(Expression.is(value)).toBe(false);
  },
);

test("an expression reads as a Terraform template", () => {
  expect(`${a}`).toBe("${var.a}");
});

test.each<[NumberOrExpression[], number | string]>([
  [[], 0],
  [[1, 2, 3], 6],
  [[a], "var.a"],
  [[a, 0], "var.a"],
  [[1, a, 2], "(var.a + 3)"],
  [[a, b], "(var.a + var.b)"],
])("the sum of %j is %s", (terms, expected) => {
  expect(written(sum(terms))).toBe(expected);
});

test.each<[NumberOrExpression, NumberOrExpression, number | string]>([
  [2, 3, 6],
  [1, a, "var.a"],
  [a, 1, "var.a"],
  [2, a, "(2 * var.a)"],
  [a, b, "(var.a * var.b)"],
])("the product of %j and %j is %s", (left, right, expected) => {
  expect(written(product(left, right))).toBe(expected);
});

test.each([
  ["var.a + var.b", "((var.a + var.b) * 2)"],
  ["var.many ? 2 : 1", "((var.many ? 2 : 1) * 2)"],
  ["(var.a) + (var.b)", "(((var.a) + (var.b)) * 2)"],
  ['var.sizes["linux"].max', '(var.sizes["linux"].max * 2)'],
  ["local.sizes-of-fleets[0]", "(local.sizes-of-fleets[0] * 2)"],
])("twice %s is %s, whatever operator is in it", (terraform, expected) => {
  expect(written(product(Expression.number(terraform), 2))).toBe(expected);
});

describe("a share of a total", () => {
  test.each([
    [10, 1, [10]],
    [10, 3, [4, 3, 3]],
    [2, 3, [1, 1, 0]],
    [0, 2, [0, 0]],
    [9, 3, [3, 3, 3]],
  ])("splits %i over %i as %j", (total, parts, expected) => {
    expect(expected.map((_, index) => share(total, index, parts))).toEqual(expected);
  });

  test("of an expression is one that Terraform evaluates the same way", () => {
    expect(written(share(a, 1, 3))).toBe("(floor(var.a / 3) + (1 < var.a % 3 ? 1 : 0))");
    expect(share(a, 0, 1)).toBe(a);
    expect(written(share(Expression.number("var.a + 1"), 0, 2))).toBe(
      "(floor((var.a + 1) / 2) + (0 < (var.a + 1) % 2 ? 1 : 0))",
    );
  });
});
