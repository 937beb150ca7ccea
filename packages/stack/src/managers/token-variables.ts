import type { TextOrExpression } from "@runner-fleet/config";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/**
 * The ephemeral variable of each fleet's token, by the fleet.
 *
 * @param keys keys of the tokens, by the fleet, after which the variable is named where only Terraform knows the key
 */
export function tokenVariables(
  scope: Construct,
  keys: Readonly<Record<string, TextOrExpression>>,
): Record<string, string> {
  const stack = TerraformStack.of(scope);
  return Object.fromEntries(
    Object.entries(keys).map(([fleet, key]) => [
      fleet,
      typeof key === "string"
        ? tokenVariable(stack, key, `the key ${key}`)
        : tokenVariable(stack, fleet, `the fleet ${fleet}`),
    ]),
  );
}

function tokenVariable(stack: TerraformStack, of: string, what: string): string {
  const name = `runner_token_${of.replace(/[^a-zA-Z0-9]+/g, "_")}`;
  const variable = new TerraformVariable(stack, name, {
    type: "string",
    description: `Runner authentication token for ${what}: begins with glrt-. It is in no plan and in no state.`,
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
  return variable.stringValue;
}
