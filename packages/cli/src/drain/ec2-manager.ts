import { answerOf, type Call } from "./call";
import { commandLine } from "./command-line";
import type { Look, Manager } from "./manager";
import type { Ec2Place } from "./manager-place";
import { regionArgs, regionText } from "./region";

/** What is read of an instance. */
interface Instance {
  readonly InstanceId: string;
  readonly LifecycleState: string;
  readonly ProtectedFromScaleIn?: boolean;
}

/** What is read of a group. */
interface Group {
  readonly DesiredCapacity: number;
  readonly Instances?: readonly Instance[];
  readonly SuspendedProcesses?: readonly { readonly ProcessName?: string }[];
}

/** What the states of an instance mean here; others stand for themselves. */
const meanings: Readonly<Record<string, string>> = {
  InService: "works",
  Terminating: "is about to drain",
  "Terminating:Wait": "drains",
  "Terminating:Proceed": "has drained and ends",
};

/** A manager that is the one instance of an Auto Scaling group. */
export function ec2Manager(place: Ec2Place, call: Call): Manager {
  const { name, groupName, region } = place;
  const autoscaling = (action: string, operation: string, ...args: readonly string[]) =>
    call({
      command: "aws",
      args: ["autoscaling", operation, ...args, ...regionArgs(region), "--output", "json"],
      right: `autoscaling:${action}`,
    });
  const size = (count: number) => [
    "--auto-scaling-group-name",
    groupName,
    "--min-size",
    String(count),
    "--desired-capacity",
    String(count),
  ];
  return {
    name,
    what: `Auto Scaling group ${groupName} in ${regionText(region)}`,
    unit: "instances",
    startCommand: commandLine("aws", ["autoscaling", "update-auto-scaling-group", ...size(1), ...regionArgs(region)]),
    advice: [
      `what it waits for: the log group /runner-fleet/${name}; cancel in GitLab the jobs that hang`,
      "AWS ends an instance that drains after 48 hours at most; to end its jobs now, terminate the instance in EC2",
    ],
    look: async () => {
      const printed = await autoscaling(
        "DescribeAutoScalingGroups",
        "describe-auto-scaling-groups",
        "--auto-scaling-group-names",
        groupName,
      );
      const answer = answerOf<{ readonly AutoScalingGroups?: readonly Group[] }>("aws", printed);
      return groupLook(place, answer?.AutoScalingGroups?.[0]);
    },
    scaleDown: async () => {
      await autoscaling("UpdateAutoScalingGroup", "update-auto-scaling-group", ...size(0));
    },
  };
}

function groupLook(place: Ec2Place, group: Group | undefined): Look {
  const instances = group?.Instances ?? [];
  return {
    exists: group !== undefined,
    desired: group?.DesiredCapacity ?? 0,
    left: instances.map(({ InstanceId: id, LifecycleState: state }) => `instance ${id} (${meanings[state] ?? state})`),
    obstacle: group && obstacle(place, group),
  };
}

/** What keeps a group from ending an instance, which would otherwise show only when the wait is over. */
function obstacle({ groupName, region }: Ec2Place, group: Group): string | undefined {
  const mend = (operation: string, ...args: readonly string[]) =>
    commandLine("aws", [
      "autoscaling",
      operation,
      "--auto-scaling-group-name",
      groupName,
      ...args,
      ...regionArgs(region),
    ]);
  if (group.SuspendedProcesses?.some(({ ProcessName: name }) => name === "Terminate")) {
    return `the group's process Terminate is suspended; resume it: ${mend("resume-processes", "--scaling-processes", "Terminate")}`;
  }
  const kept = (group.Instances ?? []).filter(
    ({ LifecycleState: state, ProtectedFromScaleIn: isProtected }) => isProtected && state === "InService",
  );
  if (kept.length > 0) {
    const ids = kept.map(({ InstanceId }) => InstanceId);
    return `${ids.join(", ")} is protected from scale-in; lift that: ${mend("set-instance-protection", "--no-protected-from-scale-in", "--instance-ids", ...ids)}`;
  }
  const idle = (group.Instances ?? []).filter(({ LifecycleState: state }) => state === "Standby");
  if (idle.length > 0) {
    const ids = idle.map(({ InstanceId }) => InstanceId);
    return `${ids.join(", ")} is in standby; take it back: ${mend("exit-standby", "--instance-ids", ...ids)}`;
  }
  return undefined;
}
