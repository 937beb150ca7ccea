import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager with a volume leaves its machines to the next one. */
export const volumeWithoutUse: Rule = {
  id: "volume-without-use",
  title: "A manager with a volume leaves its machines to the next one",
  why:
    "A manager that removes its machines whenever it stops leaves an empty record. The volume then serves a pod that is " +
    "killed without a drain and nothing else, and ties the manager to a zone.",
  fix: "leave deleteInstancesOnShutdown out, or remove cluster.volume",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler }, at, { cluster }) {
    if (cluster.volume !== undefined && autoscaler.deleteInstancesOnShutdown === true) {
      yield {
        path: at("autoscaler", "deleteInstancesOnShutdown"),
        message: "should be false with cluster.volume, got true",
      };
    }
  }),
};
