import { Duration, Expression, terraformName, variables, type Variable, type VariableName } from "@runner-fleet/config";
import { TerraformStack, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";

const names = Object.keys(variables) as VariableName[];

/** Declares the variables of the catalogue that a description uses, each once in the stack that `scope` is in. */
export function declareVariables(scope: Construct, description: unknown): void {
  const stack = TerraformStack.of(scope);
  const used = usedVariables(description);
  for (const name of names.filter((candidate) => used.has(`var.${terraformName(candidate)}`))) {
    if (!stack.node.tryFindChild(terraformName(name))) {
      declare(stack, name);
    }
  }
}

function declare(stack: TerraformStack, name: VariableName): void {
  const { type, description, default: value, validation }: Variable = variables[name];
  new TerraformVariable(stack, terraformName(name), {
    type,
    description,
    default: value,
    nullable: false,
    validation: validation && [
      {
        condition: `\${${validation.condition.replaceAll("var.NAME", `var.${terraformName(name)}`)}}`,
        errorMessage: validation.message,
      },
    ],
  });
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
