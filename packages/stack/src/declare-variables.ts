import {
  Duration,
  Expression,
  terraformName,
  terraformValidations,
  variables,
  type Variable,
  type VariableName,
} from "@runner-fleet/config";
import { TerraformStack, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";

const names = Object.keys(variables) as VariableName[];

/** Declares the variables of the catalogue that a description uses, each once in the stack that `scope` is in. */
export function declareVariables(scope: Construct, description: unknown): void {
  const stack = TerraformStack.of(scope);
  const used = usedVariables(description);
  for (const name of names.filter((candidate) => used.has(`var.${terraformName(candidate)}`))) {
    if (!stack.node.tryFindChild(terraformName(name))) {
      declareVariable(stack, name);
    }
  }
}

/**
 * Declares a variable of the catalogue.
 *
 * @param changes what is otherwise here, such as a default that the catalogue has not
 */
export function declareVariable(stack: TerraformStack, name: VariableName, changes: Partial<Variable> = {}): void {
  const declared: Variable = { ...variables[name], ...changes };
  const { type, description, default: value } = declared;
  const terraform = terraformName(name);
  const variable = new TerraformVariable(stack, terraform, {
    type,
    description,
    default: value ?? undefined,
    nullable: value === null,
    validation: terraformValidations(terraform, declared).map(({ condition, message }) => ({
      condition: `\${${condition}}`,
      errorMessage: message,
    })),
  });
  if (value === null) {
    // cdktf leaves null out, and the variable would have to be given.
    variable.addOverride("default", null);
  }
}

/** Every `var.…` in the expressions of a value. */
function usedVariables(value: unknown): Set<string> {
  if (Expression.is(value)) {
    return new Set(value.terraform.match(/\bvar\.\w+/g));
  }
  // A token of cdktf refers to constructs, and they to each other.
  if (typeof value !== "object" || value === null || Duration.is(value) || Token.isUnresolved(value)) {
    return new Set();
  }
  return new Set(Object.values(value).flatMap((item) => [...usedVariables(item)]));
}
