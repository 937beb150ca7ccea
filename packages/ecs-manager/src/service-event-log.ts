import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { jsonDocument } from "@runner-fleet/config";
import type { Tags } from "@runner-fleet/terraform-values";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ecsArn, type AwsEnvironment } from "./aws-environment";
import { serviceArn, type ManagerService } from "./manager-statements";

/** What the log is made from. */
export interface ServiceEventLogProps {
  /** The service. */
  readonly service: ManagerService;
  /** Days for which events are kept; one of the numbers that CloudWatch Logs takes. */
  readonly retentionDays: number;
  /**
   * ARN of the KMS key that encrypts the log.
   *
   * @default - a key that CloudWatch Logs keeps
   */
  readonly kmsKeyArn?: string;
  /**
   * Tags of the log group and the rules.
   *
   * @default - none but the provider's own
   */
  readonly tags?: Tags;
}

// EventBridge may write only to log groups under /aws/events/.
const LOG_GROUPS = "/aws/events/runner-fleet-managers";

/** The names of the rules begin with it. */
const RULES = "runner-fleet-manager-";

/**
 * A log of why tasks of a manager stopped and what ECS could not do. ECS itself forgets a stopped task, and so the reason,
 * within the hour.
 */
export class ServiceEventLog extends Construct {
  /** Name of the log group. */
  readonly logGroupName: string;
  /** Name of the rule that sees what ECS could not do. */
  readonly troubleRuleName: string;

  constructor(scope: Construct, id: string, { service, retentionDays, kmsKeyArn, tags }: ServiceEventLogProps) {
    super(scope, id);
    const log = new CloudwatchLogGroup(this, "Resource", {
      name: `${LOG_GROUPS}/${service.name}`,
      retentionInDays: retentionDays,
      kmsKeyId: kmsKeyArn,
      tags,
    });
    this.logGroupName = log.name;
    const dependsOn = [writePolicy(this, service.environment)];
    const rule = (name: string, description: string, eventPattern: object) => {
      const made = new CloudwatchEventRule(this, `${name}Rule`, {
        namePrefix: RULES,
        description,
        eventPattern: jsonDocument({ source: ["aws.ecs"], ...eventPattern }),
        tags,
      });
      new CloudwatchEventTarget(this, `${name}Target`, { rule: made.name, arn: log.arn, dependsOn });
      return made.name;
    };
    rule("Stopped", "Tasks of a GitLab Runner manager that stopped, and why", {
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [ecsArn(service.environment, `cluster/${service.clusterName}`)],
        group: [`service:${service.name}`],
        lastStatus: ["STOPPED"],
      },
    });
    this.troubleRuleName = rule("Trouble", "What ECS could not do for a GitLab Runner manager", {
      "detail-type": ["ECS Service Action", "ECS Deployment State Change"],
      resources: [serviceArn(service)],
      detail: { eventType: ["WARN", "ERROR"] },
    });
  }
}

/** A region takes only ten of these policies, so the managers of a stack share one. */
function writePolicy(scope: Construct, { partition, region, accountId }: AwsEnvironment): ITerraformDependable {
  const stack = TerraformStack.of(scope);
  const id = "ServiceEventLogPolicy";
  const existing = stack.node.tryFindChild(id) as CloudwatchLogResourcePolicy | undefined;
  const writer = {
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
    Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${LOG_GROUPS}/*:*`,
  };
  return (
    existing ??
    new CloudwatchLogResourcePolicy(stack, id, {
      policyName: `${stack.node.id}-runner-fleet-managers`,
      policyDocument: jsonDocument({
        Version: "2012-10-17",
        Statement: [
          { ...writer, Action: "logs:CreateLogStream" },
          {
            ...writer,
            Action: "logs:PutLogEvents",
            Condition: {
              ArnLike: { "aws:SourceArn": `arn:${partition}:events:${region}:${accountId}:rule/${RULES}*` },
            },
          },
        ],
      }),
    })
  );
}
