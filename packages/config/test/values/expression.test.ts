import {
  Expression,
  joinedText,
  operand,
  orElse,
  product,
  share,
  sum,
  terraformText,
  type NumberOrExpression,
  type TextOrExpression,
} from "../../src/values/expression";

const a = Expression.number("var.a");
const b = Expression.number("var.b");
const written = (value: NumberOrExpression) => (typeof value === "number" ? value : value.terraform);

test("an expression is known by its kind", () => {
  expect(Expression.is(a)).toBe(true);
  expect(Expression.is(a, "number")).toBe(true);
  expect(Expression.is(a, "text")).toBe(false);
  const { text, flag, list, map, objects } = Expression;
  expect([text("x"), flag("x"), list("x"), map("x"), objects("x")].map(({ kind }) => kind)).toEqual([
    "text",
    "flag",
    "list",
    "map",
    "objects",
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
  [[1, a, 2], "var.a + 3"],
  [[a, b], "var.a + var.b"],
])("the sum of %j is %s", (terms, expected) => {
  expect(written(sum(terms))).toBe(expected);
});

test.each<[NumberOrExpression, NumberOrExpression, number | string]>([
  [2, 3, 6],
  [1, a, "var.a"],
  [a, 1, "var.a"],
  [2, a, "2 * var.a"],
  [a, b, "var.a * var.b"],
])("the product of %j and %j is %s", (left, right, expected) => {
  expect(written(product(left, right))).toBe(expected);
});

test.each([
  ["var.a + var.b", "(var.a + var.b) * 2"],
  ["var.many ? 2 : 1", "(var.many ? 2 : 1) * 2"],
  ["(var.a) + (var.b)", "((var.a) + (var.b)) * 2"],
  ['var.sizes["linux"].max', 'var.sizes["linux"].max * 2'],
  ["local.sizes-of-fleets[0]", "local.sizes-of-fleets[0] * 2"],
  ["coalesce(var.a, max(var.b, 1))", "coalesce(var.a, max(var.b, 1)) * 2"],
  ["max(var.a, 1) + max(var.b, 1)", "(max(var.a, 1) + max(var.b, 1)) * 2"],
  [
    'length(split("(", var.a)) + length(split(")", var.b))',
    '(length(split("(", var.a)) + length(split(")", var.b))) * 2',
  ],
  ['length(regexall("\\"\\)", var.a))', 'length(regexall("\\"\\)", var.a)) * 2'],
])("twice %s is %s, whatever operator is in it", (terraform, expected) => {
  expect(written(product(Expression.number(terraform), 2))).toBe(expected);
});

test("an expression of any kind may stand beside an operator, in parentheses where it has one itself", () => {
  expect(operand(Expression.text("var.mode"))).toBe("var.mode");
  expect(operand(Expression.flag("var.on ? true : var.other"))).toBe("(var.on ? true : var.other)");
  expect(operand(Expression.objects("concat(var.a, var.b)"))).toBe("concat(var.a, var.b)");
});

describe("an expression that may give null", () => {
  test("is one of the same kind and text", () => {
    const optional = Expression.text("var.path").optional();
    expect(optional).toMatchObject({ kind: "text", terraform: "var.path", isOptional: true });
    expect(Expression.is(optional, "text")).toBe(true);
  });

  test("is so only where that is said", () => {
    expect(Expression.text("var.path").isOptional).toBe(false);
  });
});

describe("a value or else another one", () => {
  test("is decided now where that is known", () => {
    expect(orElse("a", "b")).toBe("a");
    expect(orElse<TextOrExpression>(undefined, "b")).toBe("b");
    expect(orElse(0, 1)).toBe(0);
    expect(orElse<NumberOrExpression>(a, 1)).toBe(a);
  });

  test("is decided by Terraform where the value may be null", () => {
    expect(orElse<NumberOrExpression>(a.optional(), 1)).toEqual(Expression.number("coalesce(var.a, 1)"));
    expect(orElse<TextOrExpression>(Expression.text("var.t").optional(), 'x "y"')).toEqual(
      Expression.text('coalesce(var.t, "x \\"y\\"")'),
    );
  });
});

describe("a text that is put together", () => {
  const name = Expression.text("var.name");

  test("is a text where all of it is known", () => {
    expect(joinedText("ci", "-", "linux")).toBe("ci-linux");
  });

  test.each<[TextOrExpression[], string]>([
    [[name, "-linux"], '"${var.name}-linux"'],
    [["ci-", name], '"ci-${var.name}"'],
    [[name], '"${var.name}"'],
    [["${", name, "}"], '"$${${var.name}}"'],
    [['say "%{ if }"\n', name], '"say \\"%%{ if }\\"\\n${var.name}"'],
  ])("of %j is %s in Terraform", (pieces, terraform) => {
    expect(joinedText(...pieces)).toEqual(expect.objectContaining({ kind: "text", terraform }));
  });

  test("takes in what another one is put together from, so that no quotes stand within quotes", () => {
    const inner = joinedText(name, "-linux");
    expect(joinedText(inner, "-", Expression.text("var.number"))).toMatchObject({
      terraform: '"${var.name}-linux-${var.number}"',
      pieces: [name, "-linux", "-", Expression.text("var.number")],
    });
  });

  test("stands in Terraform's own text in quotes, as every text that is known", () => {
    expect(terraformText(joinedText("ci-", name))).toBe('"ci-${var.name}"');
    expect(terraformText('a "${b}"')).toBe('"a \\"$${b}\\""');
    expect(terraformText(name)).toBe("var.name");
  });
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
    expect(written(share(a, 1, 3))).toBe("floor(var.a / 3) + (1 < var.a % 3 ? 1 : 0)");
    expect(share(a, 0, 1)).toBe(a);
    expect(written(share(Expression.number("var.a + 1"), 0, 2))).toBe(
      "floor((var.a + 1) / 2) + (0 < (var.a + 1) % 2 ? 1 : 0)",
    );
  });
});
