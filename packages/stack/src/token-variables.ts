import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** The ephemeral variable of each fleet's token, by its key in the Secret. */
export function tokenVariables(scope: Construct, keys: Iterable<string>): Record<string, TerraformVariable> {
  const stack = TerraformStack.of(scope);
  return Object.fromEntries([...new Set(keys)].map((key) => [key, tokenVariable(stack, key)]));
}

function tokenVariable(stack: TerraformStack, key: string): TerraformVariable {
  const name = `runner_token_${key.replace(/[^a-zA-Z0-9]+/g, "_")}`;
  const variable = new TerraformVariable(stack, name, {
    type: "string",
    description: `Runner authentication token for the key ${key}: begins with glrt-. It is in no plan and in no state.`,
    sensitive: true,
    nullable: false,
    validation: [
      {
        condition: `\${startswith(var.${name}, "glrt-")}`,
        errorMessage:
          "A runner authentication token begins with glrt-. Registration tokens and personal ones do not work.",
      },
    ],
  });
  // cdktf knows no ephemeral variables; Terraform does since 1.10.
  variable.addOverride("ephemeral", true);
  return variable;
}
