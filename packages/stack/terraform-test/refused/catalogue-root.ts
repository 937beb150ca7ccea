import {
  conditions,
  escapeTemplate,
  holdsWith,
  rules,
  terraformCondition,
  terraformName,
  terraformValidations,
  variables,
  type Variable,
  type VariableName,
} from "@runner-fleet/config";
import { goodValues } from "./good-values";

/** Terraform's JSON, by the name of the file. */
export type Files = Readonly<Record<string, unknown>>;

const allNames = Object.keys(variables) as VariableName[];

/** What a module has otherwise than the catalogue. */
export type Changes = Partial<Record<VariableName, Partial<Variable>>>;

/** A module with variables of the catalogue, all that they are held against, and nothing else. */
function catalogueModule(names: readonly VariableName[], changes: Changes = {}): object {
  const held = conditions
    .filter((condition) => holdsWith(names, condition))
    .map((each) => {
      const { condition, message } = terraformCondition(each);
      const accepted = names.includes("accept") ? `contains(var.accept[*].rule, "${each.rule}") || ` : "";
      return {
        rule: each.rule,
        isError: rules.find(({ id }) => id === each.rule)?.severity === "error",
        rules: { condition: `\${${accepted}${condition}}`, error_message: message },
      };
    });
  const checks = held.filter(({ isError }) => !isError).map((each, index) => [`rule_${index}`, { assert: each.rules }]);
  const precondition = held.filter(({ isError }) => isError).map((each) => each.rules);
  return {
    variable: Object.fromEntries(names.map((name) => [terraformName(name), declared(name, changes[name])])),
    ...(precondition.length > 0 && { resource: { terraform_data: { rules: { lifecycle: { precondition } } } } }),
    ...(checks.length > 0 && { check: Object.fromEntries(checks) }),
  };
}

function declared(name: VariableName, change: Partial<Variable> = {}): object {
  const variable: Variable = { ...variables[name], ...change };
  return {
    type: variable.type,
    description: variable.description,
    nullable: variable.default === null,
    ...(variable.default !== undefined && { default: variable.default }),
    validation: terraformValidations(terraformName(name), variable).map(({ condition, message }) => ({
      condition: `\${${condition}}`,
      error_message: message,
    })),
  };
}

/** What a call, its file and the folder of its module are named: a message is said of one of the files. */
export const caseName = (index: number) => `case_${index}`;

/**
 * A root that calls a module for each set of values. A module has the variables that are given, those that they are held
 * against together, and all of them where nothing is given: Terraform takes seconds to evaluate everything for everyone.
 */
export const catalogueRoot = (values: readonly Readonly<Record<string, unknown>>[], changes: Changes = {}): Files =>
  Object.fromEntries(
    values.flatMap((given, index) => {
      const names = Object.keys(given).length === 0 ? allNames : namesWith(given);
      const folder = caseName(index);
      return [
        [`${folder}/main.tf.json`, catalogueModule(names, changes)],
        [`${folder}.tf.json`, { module: { [folder]: { source: `./${folder}`, ...valuesOf(names, given) } } }],
      ];
    }),
  ) as Files;

/** A root that gives all variables, and knows none of the values before it is applied. */
export function unknownRoot(): Files {
  const id = "${terraform_data.later.id}";
  const byType: Readonly<Record<string, unknown>> = {
    string: id,
    number: "${length(terraform_data.later.id)}",
    bool: '${terraform_data.later.id == ""}',
    "list(string)": '${split(",", terraform_data.later.id)}',
    "map(string)": { key: id },
  };
  const objects = {
    accept: [{ rule: id, reason: id }],
    cache: { expiration_days: byType.number, path: id },
    image: { os: id, id },
    manager_image: { repository: id, tag: id },
    policies: [{ periods: [id], timezone: id, idle_count: byType.number, idle_time: id, scale_factor: byType.number }],
    root_volume: { size_gib: byType.number, kms_key: { arn: id } },
    tolerations: [{ key: id, operator: id }],
  };
  const values = Object.fromEntries(
    allNames.map((name) => [terraformName(name), byType[variables[name].type as string]]),
  );
  return {
    "all/main.tf.json": catalogueModule(allNames),
    "main.tf.json": {
      resource: { terraform_data: { later: {} } },
      module: { [caseName(0)]: { source: "./all", ...values, ...objects } },
    },
  };
}

function namesWith(given: Readonly<Record<string, unknown>>): VariableName[] {
  const isGiven = (name: VariableName) => terraformName(name) in given;
  const together = conditions.filter((condition) => condition.variables.some(isGiven));
  return allNames.filter((name) => isGiven(name) || together.some((condition) => condition.variables.includes(name)));
}

function valuesOf(names: readonly VariableName[], given: Readonly<Record<string, unknown>>): object {
  const good = Object.entries(goodValues).filter(([name]) => names.some((each) => terraformName(each) === name));
  return escaped({ ...Object.fromEntries(good), ...given });
}

/** What Terraform would take for a template, written so that it is none. */
const escaped = (values: object): object =>
  JSON.parse(JSON.stringify(values), (_key, value: unknown) =>
    typeof value === "string" ? escapeTemplate(value) : value,
  ) as object;
