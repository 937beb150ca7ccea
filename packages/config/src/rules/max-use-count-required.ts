import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet whose machines run several jobs says after how many a machine is replaced. */
export const maxUseCountRequired: Rule = {
  id: "max-use-count-required",
  title: "A fleet whose machines run several jobs says after how many a machine is replaced",
  why:
    "With one job per machine every job gets a new one. Machines that are shared are also used again, and how often is a " +
    "choice between the cost of new machines and what jobs leave behind for each other; no default is right for both.",
  fix: "set maxUseCount, for example to 20, or to 0 for machines that are never replaced",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at) {
    const capacity = knownValue(fleet.capacityPerInstance) ?? 1;
    if (capacity > 1 && fleet.maxUseCount === undefined) {
      yield {
        path: at("maxUseCount"),
        message: `is required with capacityPerInstance above 1, got nothing with ${capacity}`,
      };
    }
  }),
};
