import { Expression } from "../values/expression";
import { awsManagerVariables } from "./aws-manager-variables";
import { deploymentVariables } from "./deployment-variables";
import { ec2ManagerVariables } from "./ec2-manager-variables";
import { fargateManagerVariables } from "./fargate-manager-variables";
import { fleetVariables } from "./fleet-variables";
import { machinesVariables } from "./machines-variables";
import { managerVariables } from "./manager-variables";
import { nameInTerraform } from "./terraform-name";
import type { Variable } from "./variable";

/**
 * The values that differ from one account, cluster or team to the next. `stack` declares them as Terraform variables,
 * under their names in snake_case.
 */
export const variables = {
  ...deploymentVariables,
  ...managerVariables,
  ...awsManagerVariables,
  ...ec2ManagerVariables,
  ...fargateManagerVariables,
  ...fleetVariables,
  ...machinesVariables,
} as const satisfies Record<string, Variable>;

/** Name of a variable of the catalogue. */
export type VariableName = keyof typeof variables;

/** The expressions that variables of Terraform's types give. */
interface ExpressionByType {
  readonly string: Expression<"text">;
  readonly number: Expression<"number">;
  readonly bool: Expression<"flag">;
  readonly "list(string)": Expression<"list">;
  readonly "map(string)": Expression<"map">;
}

const makers: { readonly [Type in keyof ExpressionByType]: (terraform: string) => ExpressionByType[Type] } = {
  string: Expression.text,
  number: Expression.number,
  bool: Expression.flag,
  "list(string)": Expression.list,
  "map(string)": Expression.map,
};

/** Names of the variables that stand for a single value, a list or a map of texts in a description. */
export type SimpleVariableName = {
  [Name in VariableName]: (typeof variables)[Name]["type"] extends keyof ExpressionByType ? Name : never;
}[VariableName];

/** The kind of expression that a variable gives. */
export type VariableExpression<Name extends SimpleVariableName> = ExpressionByType[(typeof variables)[Name]["type"]];

/**
 * A variable of the catalogue, to write into a description. `stack` declares every variable that a description uses.
 *
 * @example
 * cluster: { name: variable("clusterName") }
 */
export function variable<Name extends SimpleVariableName>(name: Name): VariableExpression<Name> {
  const { type, default: value }: { type: keyof ExpressionByType; default?: unknown } = variables[name];
  const expression: Expression = makers[type](`var.${terraformName(name)}`);
  return (value === null ? expression.optional() : expression) as VariableExpression<Name>;
}

/** Name of a variable in Terraform: `subnetIds` is `subnet_ids`. */
export const terraformName = (name: VariableName) => nameInTerraform(name);
