import { awsTokensSchema } from "./manager-tokens";
import { patterns } from "./pattern";
import { settings } from "./section";
import { anyArn } from "./machines";
import { integer, textList } from "./value";

/** Who may read the metrics of a manager outside Kubernetes. GitLab Runner asks nobody for a password. */
export const metricsSourcesSchema = settings({
  /**
   * Security groups of Prometheus.
   *
   * @default - none
   */
  securityGroupIds: textList({ pattern: /^sg-[0-9a-f]+$/, expected: 'the id of a security group ("sg-…")' }).optional(),
  /**
   * Networks of Prometheus in CIDR notation.
   *
   * @default - none
   */
  cidrs: textList(patterns.cidr).optional(),
});

/** The keys of a manager outside Kubernetes, whether it is an EC2 instance or a Fargate service. */
export const awsManagerSettings = {
  /**
   * Security groups of the manager beside the one that is made for it. That one lets nobody in but those that
   * `metricsSources` names, and the manager out to everywhere.
   *
   * @default - none
   */
  securityGroupIds: textList({ pattern: /^sg-[0-9a-f]+$/, expected: 'the id of a security group ("sg-…")' }).optional(),
  /**
   * Where the manager finds its runner tokens.
   *
   * @default - in existing parameters of Systems Manager
   */
  tokens: awsTokensSchema.prefault({}),
  /**
   * Who may read the metrics of the manager, on port 9252. Who reads them sees the list of jobs and can start profiles, so
   * leave machines out: a network that holds them lets their jobs in.
   *
   * @default - nobody
   */
  metricsSources: metricsSourcesSchema.optional(),
  /**
   * Days for which the log is kept, one of the numbers that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180,
   * 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653.
   *
   * @default 30
   */
  logRetentionDays: integer({ min: 1, max: 3_653 }).default(30),
  /**
   * ARN of the KMS key that encrypts logs, disks and the stored configuration. Its policy must let CloudWatch Logs use it.
   *
   * @default - AWS's own keys
   */
  kmsKeyArn: anyArn().optional(),
  /**
   * ARNs of what the alarms tell, such as topics of SNS.
   *
   * @default - nobody; the alarms are seen in CloudWatch alone
   */
  alarmActionArns: textList({ pattern: /^arn:aws[a-z-]*:/, expected: "an ARN" }).optional(),
} as const;
