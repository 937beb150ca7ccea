import type { TerraformDocument } from "../src";

/** A stack whose values Terraform alone knows, and which needs no provider. */
export const builtInDocument: TerraformDocument = {
  terraform: { backend: { local: { path: "x.tfstate" } } },
  variable: {
    name: {
      type: "string",
      nullable: false,
      validation: {
        condition: '${can(regex("^[a-z]+$", var.name))}',
        error_message: "name: must be small letters, got ${jsonencode(var.name)}; rename it [name]",
      },
    },
    limit: { type: "number", default: 1, nullable: false },
    policies: {
      type: 'list(object({ periods = optional(list(string), ["* * * * *"]), idle_count = optional(number, 0), idle_time = optional(string, "20m") }))',
      default: [],
      nullable: false,
    },
  },
  locals: {
    text: 'limit = ${terraform_data.main.output}\nname = ${jsonencode(var.name)}\n%{ for policy in local.policies ~}\nidle = ${policy.idle_count} # "${policy.periods[0]}"\n%{ endfor ~}\n',
    policies: "${[for policy in var.policies : policy if policy.idle_count > 0]}",
  },
  resource: {
    terraform_data: {
      main: {
        input: "${var.limit}",
        lifecycle: {
          precondition: [
            {
              condition: "${var.limit <= 8}",
              error_message: "limit: must be at most 8, got ${var.limit}; lower it [limit]",
            },
          ],
        },
      },
    },
  },
  output: { text: { description: "What it is.", value: "${local.text}" } },
};
