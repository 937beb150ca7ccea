import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A machine may be used at least as often as it takes jobs at once. */
export const maxUseCountBelowCapacity: Rule = {
  id: "max-use-count-below-capacity",
  title: "A machine may be used at least as often as it takes jobs at once",
  why:
    "maxUseCount counts every job that a machine is given. A machine that is used up before all of its places are taken " +
    "leaves the rest of them empty for as long as its jobs run, and the fleet never reaches its capacity.",
  fix: "raise maxUseCount to capacityPerInstance at least, or set it to 0",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at) {
    const capacity = knownValue(fleet.capacityPerInstance) ?? 1;
    const uses = knownValue(fleet.maxUseCount) ?? 0;
    if (uses > 0 && uses < capacity) {
      yield {
        path: at("maxUseCount"),
        message: `must be 0 or at least capacityPerInstance (${capacity}), got ${uses}`,
      };
    }
  }),
};
