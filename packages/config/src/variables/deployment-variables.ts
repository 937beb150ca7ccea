import { asDescribed } from "./as-described";
import { acceptVariable } from "./accept-variable";
import { acceptableRules } from "./conditions";
import { noSecret } from "./secret-form";
import { itself, keys, valuesByKey } from "./subject";
import { matches } from "./terraform-pattern";
import type { Variable, VariableValidation } from "./variable";

/** What Terraform alone asks of a text: the description has it elsewhere, or not at all. */
const form = (pattern: RegExp, expected: string): VariableValidation => ({
  rule: "schema-format",
  condition: itself.every((text) => matches(text, pattern)),
  must: `must be ${expected}`,
  fix: "correct the value",
});

/** Names, and what everything in the account has in common. */
export const deploymentVariables = {
  name: {
    type: "string",
    description:
      "Name of the deployment, the first part of the name of everything made: at most 32 lower-case letters, digits and dashes. A change replaces everything.",
    default: "gitlab-runner",
    validations: asDescribed("name"),
    jsonSafe: true,
  },
  fleetName: {
    type: "string",
    description:
      "Name of the fleet: at most 32 lower-case letters, digits and dashes. It is in every resource, tag and metric; a new name is a new fleet.",
    default: "linux",
    validations: asDescribed("name"),
    jsonSafe: true,
  },
  groupName: {
    type: "string",
    description:
      "Name of the Auto Scaling group and its launch template: the `name` in the manager's `plugin_config`. 3 to 128 letters, digits, dots, underscores and dashes. Another name is another fleet.",
    validations: [form(/^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$/, "3 to 128 letters, digits, dots, underscores and dashes")],
    jsonSafe: true,
  },
  tags: {
    type: "map(string)",
    description: "Tags of everything made in AWS, machines and volumes too, besides the project's own.",
    default: {},
    validations: [...asDescribed("aws.tags.key()", keys), ...asDescribed("aws.tags.*", valuesByKey), noSecret],
  },
  permissionsBoundaryArn: {
    type: "string",
    description: "ARN of the policy that bounds every role made; null for none.",
    default: null,
    validations: asDescribed("aws.permissionsBoundaryArn"),
  },
  iamPath: {
    type: "string",
    description: "Path of every role and policy made, such as `/ci/`.",
    default: "/",
    validations: asDescribed("aws.iamPath"),
    jsonSafe: true,
  },
  region: {
    type: "string",
    description: "AWS region of the machines and of the cluster.",
    validations: asDescribed("region"),
    jsonSafe: true,
  },
  accept: acceptVariable(acceptableRules),
} as const satisfies Record<string, Variable>;
