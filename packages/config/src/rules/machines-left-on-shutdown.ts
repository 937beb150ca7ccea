import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager that stops for good removes its machines. */
export const machinesLeftOnShutdown: Rule = {
  id: "machines-left-on-shutdown",
  title: "A manager that stops for good removes its machines",
  why:
    "Machines are protected from scale-in, so nobody else ends them. Those that a manager leaves behind cost money until " +
    "its successor starts, which removes them because it has no record of them; after a removed deployment they stay.",
  fix: "leave deleteInstancesOnShutdown out",
  severity: "warning",
  check: everyFleet(function* ({ autoscaler }, at) {
    if (autoscaler.deleteInstancesOnShutdown === false) {
      yield { path: at("autoscaler", "deleteInstancesOnShutdown"), message: "should be true, got false" };
    }
  }),
};
