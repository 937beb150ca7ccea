import { formatPath } from "../findings/finding";
import { givenRecordVolume } from "../fleets/manager-record";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager with a volume leaves its machines to the next one. */
export const volumeWithoutUse: Rule = {
  id: "volume-without-use",
  title: "A manager with a volume leaves its machines to the next one",
  why:
    "A manager that removes its machines whenever it stops leaves an empty record. The volume then serves a manager that " +
    "is killed without a drain and nothing else, and one of EBS ties the manager to a zone.",
  fix: "leave deleteInstancesOnShutdown out, or remove the volume",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler }, at, config) {
    const volume = givenRecordVolume(config);
    if (volume !== undefined && autoscaler.deleteInstancesOnShutdown === true) {
      yield {
        path: at("autoscaler", "deleteInstancesOnShutdown"),
        message: `should be false with ${formatPath(volume)}, got true`,
      };
    }
  }),
};
