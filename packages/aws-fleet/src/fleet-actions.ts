import { Token } from "cdktf";

/** Whether an action can be limited to a group, to the machines of a group, or not at all. */
export type ActionScope = "group" | "machine" | "everything";

/** A right that GitLab's fleeting plugin for AWS needs, and why. */
export interface FleetAction {
  /** The first minor version of the plugin that makes the call. */
  readonly since: string;
  /** What the plugin does with it. */
  readonly purpose: string;
  /** The action in IAM's words. */
  readonly action: string;
  /** What it can be limited to: the describing actions know no resource. */
  readonly scope: ActionScope;
}

const OLDEST = "0.5";

const fleetActions: readonly FleetAction[] = [
  {
    since: OLDEST,
    purpose: "reads the group's size and the state of its machines",
    action: "autoscaling:DescribeAutoScalingGroups",
    scope: "everything",
  },
  {
    since: OLDEST,
    purpose: "starts machines",
    action: "autoscaling:SetDesiredCapacity",
    scope: "group",
  },
  {
    since: OLDEST,
    purpose: "stops a machine and lowers the group's size with it",
    action: "autoscaling:TerminateInstanceInAutoScalingGroup",
    scope: "group",
  },
  {
    since: OLDEST,
    purpose: "finds a machine's address and architecture",
    action: "ec2:DescribeInstances",
    scope: "everything",
  },
  {
    since: OLDEST,
    purpose: "makes a public key valid for one connection",
    action: "ec2-instance-connect:SendSSHPublicKey",
    scope: "machine",
  },
  {
    since: "1.1",
    purpose: "notices spot interruptions; without it jobs hang while they are prepared",
    action: "ec2:DescribeSpotInstanceRequests",
    scope: "everything",
  },
];

const minor = (version: string) => {
  const [major = 0, patchless = 0] = version.split(".").map(Number);
  return major * 1_000 + patchless;
};

/**
 * The actions that a version of the plugin needs, of one scope. A version newer than the table, or one that only
 * Terraform knows, gets those of the newest known one.
 *
 * @throws Error for a version older than 0.5, and for a text that is no version
 */
export function actionsOf(pluginVersion: string, scope: ActionScope): string[] {
  if (Token.isUnresolved(pluginVersion)) {
    return fleetActions.filter((entry) => entry.scope === scope).map(({ action }) => action);
  }
  if (!/^\d+\.\d+(\.\d+)?$/.test(pluginVersion)) {
    throw new Error(
      `'pluginVersion' must be a version such as "1.1.0", got ${JSON.stringify(pluginVersion)}: its actions are looked up by it`,
    );
  }
  if (minor(pluginVersion) < minor(OLDEST)) {
    throw new Error(`'pluginVersion' must be at least ${OLDEST}, got ${pluginVersion}: install a newer plugin`);
  }
  return fleetActions
    .filter((entry) => entry.scope === scope && minor(entry.since) <= minor(pluginVersion))
    .map(({ action }) => action);
}
