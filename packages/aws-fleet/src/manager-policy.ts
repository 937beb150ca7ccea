import { jsonDocument } from "@runner-fleet/config";
import { Token } from "cdktf";
import type { AwsEnvironment } from "./aws-environment";
import { actionsOf } from "./fleet-actions";

/** A group as the manager's policy knows it. */
export interface ManagedGroup {
  /** Name of the Auto Scaling group. */
  readonly groupName: string;
  /** The user that the manager logs in as. */
  readonly sshUser: string;
  /**
   * Whether the manager logs in by EC2 Instance Connect.
   *
   * @default true
   */
  readonly instanceConnect?: boolean;
}

/** What a manager's policy says. */
export interface ManagerPolicyInput {
  /** The groups that the manager may scale and log in to. */
  readonly groups: readonly ManagedGroup[];
  /** Version of the fleeting plugin, such as `1.1.0`; the actions follow from it. */
  readonly pluginVersion: string;
  /** Where the groups are. */
  readonly environment: AwsEnvironment;
}

/** ARN of a group for a policy. AWS puts an id of its own choice in the middle, which `*` stands for. */
export function groupArn(groupName: string, { partition, region, accountId }: AwsEnvironment): string {
  return `arn:${partition}:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/${groupName}`;
}

/**
 * What a manager may do with its groups: scale them, log in to their machines as their own user, and read. Pure: the
 * same input gives the same JSON.
 */
export function managerPolicy({ groups, pluginVersion, environment }: ManagerPolicyInput): string {
  const users = [...new Set(groups.filter(byInstanceConnect).map(({ sshUser }) => sshUser))];
  return jsonDocument({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Scale",
        Effect: "Allow",
        Action: actionsOf(pluginVersion, "group"),
        Resource: groups.map(({ groupName }) => groupArn(groupName, environment)),
      },
      ...users.map((user, index) => ({
        Sid: `LogIn${index === 0 ? "" : index + 1}`,
        Effect: "Allow",
        Action: actionsOf(pluginVersion, "machine"),
        Resource: `arn:${environment.partition}:ec2:${environment.region}:${environment.accountId}:instance/*`,
        Condition: {
          StringEquals: {
            "ec2:osuser": user,
            // AWS sets this tag itself, and nobody else can: tags that begin with `aws:` are reserved.
            "ec2:ResourceTag/aws:autoscaling:groupName": groups
              .filter((group) => byInstanceConnect(group) && group.sshUser === user)
              .map(({ groupName }) => groupName),
          },
        },
      })),
      { Sid: "Read", Effect: "Allow", Action: actionsOf(pluginVersion, "everything"), Resource: "*" },
    ],
  });
}

const byInstanceConnect = ({ instanceConnect = true }: ManagedGroup) => instanceConnect;

/** The most characters of a managed policy; a hard limit of IAM. */
const POLICY_LIMIT = 6_144;

// The longest of each, so that a policy fits wherever it is made.
const widest: AwsEnvironment = { partition: "aws-us-gov", region: "ap-southeast-99", accountId: "123456789012" };

/** The length to reckon with for a name that only Terraform knows: as long as a derived name gets. */
const widestName = "n".repeat(70);

/** Splits groups into runs whose policies stay within IAM's limit, in order. */
export function splitByPolicySize(groups: readonly ManagedGroup[], pluginVersion: string): ManagedGroup[][] {
  const measured = (group: ManagedGroup) => ({
    ...group,
    groupName: Token.isUnresolved(group.groupName) ? widestName : group.groupName,
  });
  const fits = (run: readonly ManagedGroup[]) =>
    managerPolicy({ groups: run.map(measured), pluginVersion, environment: widest }).length <= POLICY_LIMIT;
  return groups.reduce<ManagedGroup[][]>((runs, group) => {
    const last = runs[runs.length - 1];
    return last && fits([...last, group]) ? [...runs.slice(0, -1), [...last, group]] : [...runs, [group]];
  }, []);
}
