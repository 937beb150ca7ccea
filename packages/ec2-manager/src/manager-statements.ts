import { managerGroupName } from "@runner-fleet/config";
import type { Presence } from "@runner-fleet/terraform-values";
import { Fn, Token } from "cdktf";
import { METRIC_NAMESPACE } from "./cloudwatch-agent";
import { logGroupName } from "./manager-names";
import { STATE_TAG } from "./tags";

/** Where a manager is. */
export interface ManagerEnvironment {
  /** `aws`, `aws-us-gov`, `aws-cn`, … */
  readonly partition: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** The account's twelve digits. */
  readonly accountId: string;
}

/** What the rights of a manager's instance follow from. */
export interface Ec2ManagerStatementsInput {
  /** Name of the manager, from which those of its group and log follow. */
  readonly name: string;
  /** Where the manager is. */
  readonly environment: ManagerEnvironment;
  /**
   * ARN of the KMS key that encrypts the state volume.
   *
   * @default - AWS's own key, for which nobody needs a right
   */
  readonly kmsKeyArn?: string;
  /**
   * Whether there is such a key.
   *
   * @default - whether `kmsKeyArn` is given
   */
  readonly hasKmsKey?: Presence;
}

/** A statement of an IAM policy. */
export type Statement = Readonly<Record<string, unknown>>;

/**
 * What the role of a manager's instance must be allowed beside its fleets, tokens and configuration: the state volume,
 * the lifecycle of its own group, its own log and metrics, and Session Manager.
 *
 * None of it refers to a resource, so that a role can have it before the instance is there.
 */
export function ec2ManagerStatements(input: Ec2ManagerStatementsInput): Statement[] {
  const { name, environment } = input;
  const { partition, region, accountId } = environment;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return [
    {
      Sid: "StateVolume",
      Effect: "Allow",
      Action: ["ec2:AttachVolume", "ec2:DetachVolume"],
      Resource: arn("ec2", "volume/*"),
      // By tag, not by id: while a volume is replaced, the old manager must let go of the old one.
      Condition: { StringEquals: { [`ec2:ResourceTag/${STATE_TAG}`]: name } },
    },
    {
      Sid: "StateVolumeOnInstance",
      Effect: "Allow",
      Action: ["ec2:AttachVolume", "ec2:DetachVolume"],
      Resource: arn("ec2", "instance/*"),
      // AWS sets this tag itself, and nobody else can: tags that begin with `aws:` are reserved.
      Condition: { StringEquals: { "ec2:ResourceTag/aws:autoscaling:groupName": managerGroupName(name) } },
    },
    // The describing actions know no resource.
    { Sid: "FindVolumes", Effect: "Allow", Action: "ec2:DescribeVolumes", Resource: "*" },
    ...stateKey(input),
    {
      Sid: "Lifecycle",
      Effect: "Allow",
      Action: [
        "autoscaling:CompleteLifecycleAction",
        "autoscaling:RecordLifecycleActionHeartbeat",
        "autoscaling:TerminateInstanceInAutoScalingGroup",
      ],
      Resource: arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${managerGroupName(name)}`),
    },
    {
      Sid: "Log",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: arn("logs", `log-group:${logGroupName(name)}:*`),
    },
    {
      Sid: "Metrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": METRIC_NAMESPACE } },
    },
    // What Session Manager and Run Command need. AWS's own AmazonSSMManagedInstanceCore reads every parameter of the
    // account besides, and so every other manager's tokens.
    {
      Sid: "SystemsManager",
      Effect: "Allow",
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
      ],
      Resource: "*",
    },
  ];
}

/** EC2 uses the key of a volume by a grant, which it makes in the name of who attaches the volume. */
function stateKey({ kmsKeyArn, hasKmsKey = kmsKeyArn !== undefined, environment }: Ec2ManagerStatementsInput) {
  if (kmsKeyArn === undefined || hasKmsKey === false) {
    return [];
  }
  const { partition, region, accountId } = environment;
  const viaEc2 = { "kms:ViaService": `ec2.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}` };
  // A statement can't be left out of a policy by Terraform, so where there is no key it names one that can't exist.
  const Resource =
    hasKmsKey === true
      ? kmsKeyArn
      : Token.asString(Fn.conditional(hasKmsKey, kmsKeyArn, `arn:${partition}:kms:${region}:${accountId}:key/none`));
  return [
    {
      Sid: "StateKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource,
      Condition: { StringEquals: viaEc2 },
    },
    {
      Sid: "StateKeyGrant",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource,
      Condition: { StringEquals: viaEc2, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
