import { rules } from "../../src/rules";
import { Expression } from "../../src/values/expression";
import { terraformName, variable, variables, type VariableName } from "../../src/variables/catalogue";
import { acceptableRules, conditions } from "../../src/variables/conditions";
import { terraformCondition, terraformValidations } from "../../src/variables/terraform-check";
import type { Variable } from "../../src/variables/variable";

const catalogue = Object.entries(variables) as [VariableName, Variable][];
const messages = [
  ...catalogue.flatMap(([name, each]) => terraformValidations(terraformName(name), each)),
  ...conditions.map(terraformCondition),
].map(({ message }) => message);

/** A message without the expressions in it. */
const words = (message: string) => message.replace(/\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}/g, "");

test.each(catalogue)("%s is described in sentences about variables, not about keys", (_name, { description }) => {
  expect(description).toMatch(/^[A-Z`].*\.$/s);
  expect(description).not.toMatch(/\b[a-z]+[A-Z]/);
});

test.each(catalogue.filter(([, { default: value }]) => value === null))("%s says what null is", (_name, each) => {
  expect(each.description).toMatch(/\bnull\b/i);
});

test.each(messages.map((message) => [words(message).slice(0, 120), words(message)] as const))("%s", (_start, text) => {
  expect(text).toMatch(/^[a-z_]+[^:]*: \S.*; [a-z].*[^.] \[[a-z]+(-[a-z]+)*\]$/s);
  expect(text.replace(/"credHelpers"|\bcred(Helpers|sStore)\b|macOS/g, "")).not.toMatch(/\b[a-z]+[A-Z]/);
});

test("what a condition speaks of is what it is listed for, and each rule is one of the description", () => {
  const names = new Set(rules.map(({ id }) => id));
  for (const { rule, variables: listed, condition, must, given } of conditions) {
    const used = [condition, must, given ?? ""].join(" ").matchAll(/\bvar\.(\w+)/g);
    expect(new Set([...used].map(([, name]) => name))).toEqual(new Set(listed.map(terraformName)));
    expect(names).toContain(rule);
  }
});

test("a condition may stand behind an `or`, as one that is accepted does", () => {
  expect(conditions.filter(({ condition }) => / \? /.test(condition.replace(/"(?:[^"\\]|\\.)*"/g, "")))).toEqual([]);
});

test("what can be accepted is what a description can accept, and is held as a condition", () => {
  expect(acceptableRules.length).toBeGreaterThan(10);
  for (const id of acceptableRules) {
    const rule = rules.find((each) => each.id === id);
    expect(rule?.acceptable ?? rule?.severity).not.toBe("error");
  }
});

test("an error is accepted nowhere but where its rule says so", () => {
  expect(acceptableRules).toContain("privileged-on-shared-machines");
  expect(acceptableRules).not.toContain("idle-count-above-capacity");
});

describe("a variable in a description", () => {
  test.each([
    ["region", Expression.text("var.region")],
    ["maxInstances", Expression.number("var.max_instances")],
    ["privileged", Expression.flag("var.privileged")],
    ["subnetIds", Expression.list("var.subnet_ids")],
    ["tags", Expression.map("var.tags")],
    ["maxUseCount", Expression.number("var.max_use_count").optional()],
    ["namespace", Expression.text("var.namespace").optional()],
  ] as const)("%s is an expression of its type", (name, expression) => {
    expect(variable(name)).toEqual(expression);
  });
});
