import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager whose record ends with its pod removes its machines when it stops. */
export const machinesLeftOnShutdown: Rule = {
  id: "machines-left-on-shutdown",
  title: "A manager whose record ends with its pod removes its machines when it stops",
  why:
    "Machines are protected from scale-in, so nobody else ends them. Those that a manager leaves behind cost money until " +
    "its successor starts, which removes them because it has no record of them; after a removed deployment they stay.",
  fix: "leave deleteInstancesOnShutdown out, or give the manager a volume by cluster.volume",
  severity: "error",
  check: everyMachineFleet(function* ({ autoscaler }, at, { cluster }) {
    if (cluster.volume === undefined && autoscaler.deleteInstancesOnShutdown === false) {
      yield {
        path: at("autoscaler", "deleteInstancesOnShutdown"),
        message: "must be true without cluster.volume, got false",
      };
    }
  }),
};
