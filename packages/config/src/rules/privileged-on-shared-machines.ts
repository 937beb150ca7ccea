import { everyDockerFleet } from "../rule/every-fleet";
import { isSingleUse, privilegedKeys } from "../fleets/privileged";
import type { Rule } from "../rule/rule";

/** Machines with privileged containers serve one job each. */
export const privilegedOnSharedMachines: Rule = {
  id: "privileged-on-shared-machines",
  title: "Machines with privileged containers serve one job each",
  why:
    "A privileged container is root on its machine. On a machine that other jobs use at the same time or later, it reads " +
    "their secrets and changes what they build.",
  fix: "leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other",
  severity: "error",
  acceptable: true,
  check: everyDockerFleet(function* (fleet, at) {
    if (!isSingleUse(fleet)) {
      for (const key of privilegedKeys(fleet)) {
        yield { path: at("docker", key), message: "must not be true on machines that serve more than one job" };
      }
    }
  }),
};
