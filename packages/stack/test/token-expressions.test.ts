import { joinedText } from "@runner-fleet/config";
import { resolveExpressions, tokenOf } from "@runner-fleet/terraform-values";
import { Fn, Op, TerraformLocal, TerraformStack, TerraformVariable, Testing, Token, type IResolvable } from "cdktf";
import { Duration, Expression } from "../src";
import { expressionOf, withExpressions } from "../src/token-expressions";

const newStack = () => new TerraformStack(Testing.app(), "test");
const localsOf = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, false)).locals ?? {};

test("a description without tokens stays as it is", () => {
  const stack = newStack();
  const description = {
    name: "ci",
    list: ["a", 1, true, null],
    wait: Duration.minutes(1),
    size: Expression.number("var.x"),
  };
  expect(withExpressions(stack, description)).toEqual(description);
  expect(stack.node.children).toEqual([]);
});

test("each token becomes an expression of its kind, and a local that is named after its place", () => {
  const stack = newStack();
  const of = (name: string, type: string) => new TerraformVariable(stack, name, { type });
  const description = withExpressions(stack, {
    text: of("a", "string").stringValue,
    within: [`prefix-${of("b", "string").stringValue}`],
    maxInstances: of("c", "number").numberValue,
    subnetIds: of("d", "list(string)").listValue,
    flag: of("e", "bool").booleanValue,
  });
  expect(description).toEqual({
    text: Expression.text("local.text"),
    within: [Expression.text("local.within_0")],
    maxInstances: Expression.number("local.max_instances"),
    subnetIds: Expression.list("local.subnet_ids"),
    flag: Expression.flag("local.flag"),
  });
  expect(localsOf(stack)).toEqual({
    text: "${var.a}",
    within_0: "prefix-${var.b}",
    max_instances: "${var.c}",
    subnet_ids: "${var.d}",
    flag: "${var.e}",
  });
});

test("places whose names Terraform can't tell apart get locals of their own", () => {
  const stack = newStack();
  const value = new TerraformLocal(stack, "given", "x").asString;
  expect(withExpressions(stack, { "a.b": value, "a-b": value })).toEqual({
    "a.b": Expression.text("local.a_b"),
    "a-b": Expression.text("local.a_b_2"),
  });
  expect(localsOf(stack)).toMatchObject({ a_b: "${local.given}", a_b_2: "${local.given}" });
});

test.each([
  [Expression.text("var.a"), "string"],
  [Expression.number("var.a"), "number"],
] as const)("%s as a token is a %s, and becomes the same expression again", (expression, type) => {
  const stack = newStack();
  const token = tokenOf(expression);
  expect(typeof token).toBe(type);
  expect(expressionOf(stack, "again", expression.kind, token).kind).toBe(expression.kind);
  expect(localsOf(stack)).toEqual({ again: "${var.a}" });
});

test("a list as a token is a list, and a flag one that cdktf resolves", () => {
  expect(Token.isUnresolved(tokenOf(Expression.list("var.a")))).toBe(true);
  expect(tokenOf(Expression.list("var.a"))).toHaveLength(1);
  expect(Token.isUnresolved(tokenOf(Expression.flag("var.a")))).toBe(true);
});

test("a map as a token is a map, and becomes the same expression again", () => {
  const stack = newStack();
  const description = withExpressions(stack, { tags: tokenOf(Expression.map("var.tags")) });
  expect(description).toEqual({ tags: Expression.map("local.tags") });
  expect(localsOf(stack)).toEqual({ tags: "${var.tags}" });
});

test("a text that is put together is its pieces, with no quotes around it and its literals escaped", () => {
  const stack = newStack();
  const pieces = joinedText(Expression.text("var.name"), "-%{x}-", Expression.text("var.fleet"));
  new TerraformLocal(stack, "pieces", `arn:${resolveExpressions(pieces)}`);
  expect(localsOf(stack)).toEqual({ pieces: "arn:${var.name}-%%{x}-${var.fleet}" });
});

test("an expression with a condition keeps to itself, whatever operator a construct puts beside its token", () => {
  const stack = newStack();
  const mode = tokenOf(Expression.text('var.debug ? "ssm" : "none"')) as string;
  const flag = tokenOf(Expression.flag("var.a ? var.b : var.c")) as IResolvable;
  new TerraformLocal(stack, "chosen", Op.eq(mode, "ssm"));
  new TerraformLocal(stack, "count", Token.asNumber(Fn.conditional(flag, 1, 0)));
  new TerraformLocal(stack, "call", tokenOf(Expression.flag('can(regex("a?", var.x))')));
  expect(localsOf(stack)).toEqual({
    chosen: '${((var.debug ? "ssm" : "none") == "ssm")}',
    count: "${(var.a ? var.b : var.c) ? 1 : 0}",
    call: '${can(regex("a?", var.x))}',
  });
});

test("literal texts are escaped for Terraform, unless the construct does that itself", () => {
  const literal = { tags: { a: "${x}", b: ["%{y}"] }, wait: Duration.minutes(1), size: 3, on: false };
  expect(resolveExpressions(literal)).toEqual({ ...literal, tags: { a: "$${x}", b: ["%%{y}"] } });
  expect(resolveExpressions(literal, (text) => text)).toEqual(literal);
});
