import { jsonDocument } from "@runner-fleet/config";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";

/** What the log is made from. */
export interface SpotInterruptionLogProps {
  /** Name of the fleet's group. */
  readonly groupName: string;
  /** Days for which events are kept; one of the numbers that CloudWatch Logs takes. */
  readonly retentionDays: number;
  /**
   * Tags of the log group and the rules.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

// EventBridge may write only to log groups under /aws/events/.
const LOG_GROUPS = "/aws/events/runner-fleet";

/** The names of the rules begin with it. */
const RULES = "runner-fleet-";

/**
 * A log of why a fleet's machines went away: what EC2 Auto Scaling did with this group, and every spot interruption
 * notice and rebalance recommendation of the region.
 *
 * Those two name nothing but an instance id, so EventBridge can't tell whose machine it is: the notices of all spot
 * instances in the account and region are in the log. The events of the group name the same ids; a query over both
 * finds the fleet's own.
 */
export class SpotInterruptionLog extends Construct {
  /** Name of the log group. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, { groupName, retentionDays, tags }: SpotInterruptionLogProps) {
    super(scope, id);
    const log = new CloudwatchLogGroup(this, "Resource", {
      name: `${LOG_GROUPS}/${groupName}`,
      retentionInDays: retentionDays,
      tags,
    });
    this.logGroupName = log.name;

    const patterns = {
      Notices: {
        source: ["aws.ec2"],
        "detail-type": ["EC2 Spot Instance Interruption Warning", "EC2 Instance Rebalance Recommendation"],
      },
      Group: { source: ["aws.autoscaling"], detail: { AutoScalingGroupName: [groupName] } },
    };
    for (const [name, eventPattern] of Object.entries(patterns)) {
      const rule = new CloudwatchEventRule(this, `${name}Rule`, {
        namePrefix: RULES,
        description: `${name === "Group" ? "Machines that came and went" : "Spot notices"}, for the log of a GitLab Runner fleet`,
        eventPattern: jsonDocument(eventPattern),
        tags,
      });
      new CloudwatchEventTarget(this, `${name}Target`, {
        rule: rule.name,
        arn: log.arn,
        dependsOn: [writePolicy(this)],
      });
    }
  }
}

/** A region takes only ten of these policies, so the fleets of a stack share one. */
function writePolicy(scope: Construct): ITerraformDependable {
  const stack = TerraformStack.of(scope);
  const id = "SpotInterruptionLogPolicy";
  const { partition, region, accountId } = awsEnvironment(scope);
  const writer = {
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
    Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${LOG_GROUPS}/*:*`,
  };
  const existing = stack.node.tryFindChild(id) as CloudwatchLogResourcePolicy | undefined;
  return (
    existing ??
    new CloudwatchLogResourcePolicy(stack, id, {
      policyName: `${stack.node.id}-runner-fleet-events`,
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
