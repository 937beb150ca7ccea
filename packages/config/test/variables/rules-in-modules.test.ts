import { rules } from "../../src/rules";
import { variables } from "../../src/variables/catalogue";
import { conditions } from "../../src/variables/conditions";
import { rulesInModules } from "../../src/variables/rules-in-modules";
import type { Variable } from "../../src/variables/variable";

test("every rule of the description is held in modules, or there is a reason why not", () => {
  expect(rulesInModules.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  for (const { rule, variables: held, reason } of rulesInModules) {
    expect([rule, held.length > 0]).toEqual([rule, reason === undefined]);
  }
});

test("a rule of modules is one of the description, or of its schema", () => {
  const known = new Set([...rules.map(({ id }) => id), "accept-without-effect"]);
  const used = [
    ...Object.values<Variable>(variables).flatMap(({ validations = [] }) => validations),
    ...conditions,
  ].map(({ rule }) => rule);
  expect(used.filter((rule) => !known.has(rule) && !/^schema-(choice|format|name|range|type)$/.test(rule))).toEqual([]);
});

test("what is held is said with the variables that it is held on", () => {
  const of = (id: string) => rulesInModules.find(({ rule }) => rule === id);
  expect(of("idle-count-above-capacity")?.variables).toEqual(["policies", "max_instances", "capacity_per_instance"]);
  expect(of("subnets-missing")?.variables).toEqual(["subnet_ids"]);
  expect(of("names-not-unique")).toEqual({
    rule: "names-not-unique",
    variables: [],
    reason: "A module has one fleet.",
  });
});

test("an error on one variable that cannot be accepted is a validation, all else a condition", () => {
  const validated = Object.values<Variable>(variables).flatMap(({ validations = [] }) =>
    validations.map(({ rule }) => rule),
  );
  const wrong = rules.filter(
    (rule) => validated.includes(rule.id) && (rule.severity === "warning" || rule.acceptable === true),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(validated).toContain("subnets-missing");
});
