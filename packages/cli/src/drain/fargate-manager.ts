import { answerOf, type Call } from "./call";
import { isFailure } from "./call-failure";
import { commandLine } from "./command-line";
import type { Look, Manager } from "./manager";
import type { FargatePlace } from "./manager-place";
import { regionArgs, regionText } from "./region";

/** What is read of a service. */
interface Service {
  readonly status: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

/** A manager that is a service of ECS. */
export function fargateManager(place: FargatePlace, call: Call): Manager {
  const { name, clusterName, region } = place;
  const ecs = (action: string, operation: string, ...args: readonly string[]) =>
    call({
      command: "aws",
      args: ["ecs", operation, "--cluster", clusterName, ...args, ...regionArgs(region), "--output", "json"],
      right: `ecs:${action}`,
    });
  const size = (count: number) => ["--service", name, "--desired-count", String(count)];
  return {
    name,
    what: `ECS service ${name} in cluster ${clusterName}, ${regionText(region)}`,
    unit: "tasks",
    startCommand: commandLine("aws", [
      "ecs",
      "update-service",
      "--cluster",
      clusterName,
      ...size(1),
      ...regionArgs(region),
    ]),
    advice: [
      `what it waits for: the log group /runner-fleet/${name}; cancel in GitLab the jobs that hang`,
      "ECS renews no protection at a desired count of 0, and so ends a task that drains after 48 hours at most",
    ],
    look: async () => {
      try {
        const printed = await ecs("DescribeServices", "describe-services", "--services", name);
        const answer = answerOf<{ readonly services?: readonly Service[] }>("aws", printed);
        return serviceLook(answer?.services?.[0]);
      } catch (error) {
        // A cluster that was removed has no service.
        if (isFailure(error, "missing")) {
          return serviceLook(undefined);
        }
        throw error;
      }
    },
    scaleDown: async () => {
      await ecs("UpdateService", "update-service", ...size(0));
    },
  };
}

/** ECS knows a service that was deleted for some time, as INACTIVE; one that is being deleted is DRAINING. */
function serviceLook(service: Service | undefined): Look {
  if (service === undefined || service.status === "INACTIVE") {
    return { exists: false, desired: 0, left: [] };
  }
  const { desiredCount, runningCount, pendingCount } = service;
  const left = [
    ...(runningCount > 0 ? [`${runningCount} running ${runningCount === 1 ? "task" : "tasks"}`] : []),
    ...(pendingCount > 0 ? [`${pendingCount} starting ${pendingCount === 1 ? "task" : "tasks"}`] : []),
  ];
  return { exists: true, desired: desiredCount, left };
}
