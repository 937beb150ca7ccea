import { Expression } from "./values/expression";

/** A condition that Terraform holds a variable against. */
export interface VariableValidation {
  /** Terraform's condition; the variable is `var.<name>`. */
  readonly condition: string;
  /** What must be, as a sentence, which is how Terraform asks for it. */
  readonly message: string;
}

/** A value that is given when Terraform plans, not when the stack is synthesised. */
export interface Variable {
  /** Terraform's type. */
  readonly type: "string" | "number" | "bool" | "list(string)" | "map(string)";
  /** What it is for. */
  readonly description: string;
  /**
   * Its value when none is given.
   *
   * @default - one must be given
   */
  readonly default?: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
  /**
   * What it is held against.
   *
   * @default - its type alone
   */
  readonly validation?: VariableValidation;
}

const nonEmptyIds = (prefix: string, what: string): VariableValidation => ({
  condition: `length(var.NAME) > 0 && alltrue([for id in var.NAME : can(regex("^${prefix}-[0-9a-f]{8,17}$", id))])`,
  message: `At least one ${what} id such as ${prefix}-0123456789abcdef0 must be given.`,
});

/**
 * The values that differ from one account, cluster or team to the next. `stack` declares them as Terraform variables,
 * under their names in snake_case.
 */
export const variables = {
  region: {
    type: "string",
    description: "AWS region of the machines and of the cluster.",
    validation: {
      condition: 'can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.NAME))',
      message: "The region must be one of AWS, such as eu-west-1.",
    },
  },
  gitlabUrl: {
    type: "string",
    description: "Address of GitLab.",
    default: "https://gitlab.com",
    validation: {
      condition: 'can(regex("^https?://[^/]+", var.NAME))',
      message: "The address of GitLab must begin with https:// or http://.",
    },
  },
  clusterName: {
    type: "string",
    description: "Name of the EKS cluster that the manager runs on.",
    validation: {
      condition: 'can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.NAME))',
      message: "The cluster must be named as EKS names it: letters, digits, dashes and underscores.",
    },
  },
  subnetIds: {
    type: "list(string)",
    description: "Subnets in which machines start, best in several zones.",
    validation: nonEmptyIds("subnet", "subnet"),
  },
  managerSecurityGroupIds: {
    type: "list(string)",
    description: "Security groups of the nodes that the manager runs on, from which machines accept SSH.",
    validation: nonEmptyIds("sg", "security group"),
  },
  maxInstances: {
    type: "number",
    description: "The most machines that may exist at once.",
    default: 10,
    validation: {
      condition: "var.NAME >= 1 && floor(var.NAME) == var.NAME",
      message: "The most machines must be a whole number from 1.",
    },
  },
} as const satisfies Record<string, Variable>;

/** Name of a variable of the catalogue. */
export type VariableName = keyof typeof variables;

/** The kind of expression that a variable gives. */
export type VariableExpression<Name extends VariableName> = (typeof variables)[Name]["type"] extends "number"
  ? Expression<"number">
  : (typeof variables)[Name]["type"] extends "list(string)"
    ? Expression<"list">
    : Expression<"text">;

const makers = {
  string: Expression.text,
  number: Expression.number,
  "list(string)": Expression.list,
} as const;

/**
 * A variable of the catalogue, to write into a description. `stack` declares every variable that a description uses.
 *
 * @example
 * cluster: { name: variable("clusterName") }
 */
export function variable<Name extends VariableName>(name: Name): VariableExpression<Name> {
  return makers[variables[name].type](`var.${terraformName(name)}`) as VariableExpression<Name>;
}

/** Name of a variable in Terraform: `subnetIds` is `subnet_ids`. */
export const terraformName = (name: VariableName) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
