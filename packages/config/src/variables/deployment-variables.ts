import { asDescribed, demanded, noNulls } from "./as-described";
import { acceptableRules } from "./conditions";
import { objectsType } from "./object-type";
import { noSecret } from "./secret-form";
import { attributeOfEntries, itself, keys, valuesByKey } from "./subject";
import { matches, quotedList } from "./terraform-pattern";
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
    validations: [form(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'a region of AWS, such as "eu-west-1"')],
    jsonSafe: true,
  },
  accept: {
    type: objectsType({ rule: "string", reason: "string" }),
    description:
      "Findings to live with, each by the `rule` in brackets at the end of its message and the `reason`, in at least 10 characters, for the reader of the next review. Warnings can be accepted, and the errors of which docs/rules.md says so.",
    default: [],
    validations: [
      noNulls("finding"),
      {
        ...demanded(
          {
            rule: "accept-without-effect",
            condition: (rule) => `try(contains(${quotedList(acceptableRules)}, ${rule}), false)`,
            must: "must be a rule that can be accepted here",
            fix: "use an id of docs/rules.md",
          },
          attributeOfEntries("finding", "rule"),
        ),
        given: "try(var.NAME[*].rule, null)",
      },
      demanded(
        {
          rule: "schema-range",
          condition: (reason) => `try(length(${reason}) >= 10, false)`,
          must: "must have at least 10 characters",
          fix: "give it at least 10 characters",
        },
        attributeOfEntries("finding", "reason"),
      ),
      noSecret,
    ],
  },
} as const satisfies Record<string, Variable>;
