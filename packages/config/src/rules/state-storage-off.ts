import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager remembers which machines are its own. */
export const stateStorageOff: Rule = {
  id: "state-storage-off",
  title: "A manager remembers which machines are its own",
  why:
    "A manager that starts removes every machine that it has no record of. Without the record one restart of its container, " +
    "such as after running out of memory, costs all idle machines of the fleet.",
  fix: "leave stateStorage.enabled out",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler }, at) {
    if (autoscaler.stateStorage.enabled === false) {
      yield { path: at("autoscaler", "stateStorage", "enabled"), message: "should be true, got false" };
    }
  }),
};
