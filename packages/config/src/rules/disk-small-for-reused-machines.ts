import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const MANY_USES = 20;
const LEAST_GIB = 100;

/** Machines that are used again have room for what jobs leave behind. */
export const diskSmallForReusedMachines: Rule = {
  id: "disk-small-for-reused-machines",
  title: "Machines that are used again have room for what jobs leave behind",
  why:
    "Images, volumes and build caches of every job stay on a machine that is used again. When its disk is full each further " +
    "job on it fails with “no space left on device”, and the manager goes on giving it jobs.",
  fix: "raise machines.rootVolume.sizeGiB to 100 or more and let a timer prune Docker, or lower maxUseCount",
  severity: "warning",
  check: everyMachineFleet(function* (fleet, at) {
    const uses = knownValue(fleet.maxUseCount) ?? 1;
    const size = knownValue(fleet.machines.rootVolume.sizeGiB) ?? LEAST_GIB;
    if ((uses === 0 || uses > MANY_USES) && size < LEAST_GIB) {
      yield {
        path: at("machines", "rootVolume", "sizeGiB"),
        message: `should be at least ${LEAST_GIB} with a maxUseCount of ${uses}, got ${size}`,
      };
    }
  }),
};
