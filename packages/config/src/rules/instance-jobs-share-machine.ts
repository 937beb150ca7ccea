import { hasContainers } from "../fleets/fleet-kinds";
import { isSingleUse } from "../fleets/privileged";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** Machines on which jobs run without containers serve one job each. */
export const instanceJobsShareMachine: Rule = {
  id: "instance-jobs-share-machine",
  title: "Machines on which jobs run without containers serve one job each",
  why:
    "Jobs of the instance executor are processes of one user, who is root by sudo on public images. A job reads the files, " +
    "variables and tokens of those beside it, and what it leaves behind, a changed program or a process that goes on, " +
    "meets the next one.",
  fix: "leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other",
  severity: "error",
  acceptable: true,
  check: everyMachineFleet(function* (fleet, at) {
    if (hasContainers(fleet) || isSingleUse(fleet)) {
      return;
    }
    const capacity = knownValue(fleet.capacityPerInstance) ?? 1;
    const [key, given] =
      capacity > 1 ? (["capacityPerInstance", capacity] as const) : (["maxUseCount", fleet.maxUseCount] as const);
    yield { path: at(key), message: `must be 1 where jobs run on the machine itself, got ${String(given)}` };
  }),
};
