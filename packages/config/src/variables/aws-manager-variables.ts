import { logRetentionDays } from "../fleets/log-retention-days";
import { asDescribed, demanded } from "./as-described";
import { noSecret } from "./secret-form";
import { entries, itself } from "./subject";
import type { Variable } from "./variable";

/** A manager outside Kubernetes: its token, who reads its metrics, what it logs and whom its alarms tell. */
export const awsManagerVariables = {
  tokenPath: {
    type: "string",
    description:
      "What the name of the parameter of Systems Manager that holds the runner's token begins with, a slash at both ends; null for the deployment's name between slashes. The token itself is given to no variable.",
    default: null,
    validations: [...asDescribed("ec2.tokens.path", itself, { isHidden: true }), noSecret],
    jsonSafe: true,
  },
  tokenKmsKeyArn: {
    type: "string",
    description:
      "ARN of the KMS key that the token's parameter is encrypted with, which may then be used to read it; null for AWS's own key, aws/ssm.",
    default: null,
    validations: asDescribed("ec2.tokens.kmsKeyArn"),
  },
  metricsSecurityGroupIds: {
    type: "list(string)",
    description: "Security groups of Prometheus, which may read the manager's metrics on port 9252.",
    default: [],
    validations: asDescribed("ec2.metricsSources.securityGroupIds.*", entries("id")),
  },
  metricsCidrs: {
    type: "list(string)",
    description:
      "Address ranges of Prometheus, which may read the manager's metrics on port 9252. GitLab Runner asks nobody for a password.",
    default: [],
    validations: [
      ...asDescribed("ec2.metricsSources.cidrs.*", entries("range"), {
        form: (range) => `can(cidrhost(${range}, 0))`,
      }),
      demanded(
        {
          rule: "metrics-open-to-the-world",
          condition: (range) => `!can(regex("/0+$", ${range}))`,
          must: "must not be the whole internet",
          fix: "name the network of Prometheus, or its security group in metrics_security_group_ids",
        },
        entries("range"),
      ),
    ],
  },
  logRetentionDays: {
    type: "number",
    description: `Days for which the manager's log is kept: ${logRetentionDays.slice(0, -1).join(", ")} or ${logRetentionDays.at(-1)}.`,
    default: 30,
    validations: [
      {
        rule: "log-retention-unknown",
        condition: `contains([${logRetentionDays.join(", ")}], var.NAME)`,
        must: `must be one of ${logRetentionDays.join(", ")}`,
        fix: "choose one of them",
      },
    ],
  },
  alarmActionArns: {
    type: "list(string)",
    description:
      "ARNs of what the manager's alarms tell, such as topics of SNS. Without one they are seen in CloudWatch alone.",
    default: [],
    validations: asDescribed("ec2.alarmActionArns.*", entries("arn")),
  },
} as const satisfies Record<string, Variable>;
