import { machineFleetShards, shards } from "../fleets/fleet-shard";
import { managerResources } from "../fleets/sizing";
import type { Rule } from "../rule/rule";
import { fargateManagerSchema } from "../schema/fargate-manager";
import { sum } from "../values/expression";

const UNITS: Readonly<Record<string, number>> = { Mi: 1, Gi: 1_024 };

/** A Fargate task has memory for its machines. */
export const fargateMemorySmall: Rule = {
  id: "fargate-memory-small",
  title: "A Fargate task has memory for its machines",
  why:
    "Each connection to a machine and each job log is memory of the manager. A task that runs out of it is killed, and every " +
    "job of the manager fails.",
  fix: "raise fargate.memoryMiB, or share the machines out by manager.shards",
  severity: "warning",
  *check(config) {
    if (config.manager.platform !== "fargate") {
      return;
    }
    const { memoryMiB } = config.fargate ?? fargateManagerSchema.parse({});
    const most = Math.max(
      ...shards(config).map((shard) =>
        knownMachines(sum(machineFleetShards(config, shard).map((part) => part.maxInstances))),
      ),
    );
    const needed = mebibytes(String(managerResources(most).memory));
    if (memoryMiB < needed) {
      yield {
        path: ["fargate", "memoryMiB"],
        message: `should be at least ${needed} for ${most} machines of a manager, got ${memoryMiB}`,
      };
    }
  },
};

/** What only Terraform knows is left to Terraform. */
const knownMachines = (machines: unknown): number => (typeof machines === "number" ? machines : 0);

function mebibytes(quantity: string): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) as unknown as readonly [string, string, string];
  return Number(amount) * (UNITS[unit] as number);
}
