import { formatPath } from "../findings/finding";
import { recordOutlivesManager, recordVolumes } from "../fleets/manager-record";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager whose record ends with it removes its machines when it stops. */
export const machinesLeftOnShutdown: Rule = {
  id: "machines-left-on-shutdown",
  title: "A manager whose record ends with it removes its machines when it stops",
  why:
    "Machines are protected from scale-in, so nobody else ends them. Those that a manager leaves behind cost money until " +
    "its successor starts, which removes them because it has no record of them; after a removed deployment they stay.",
  fix: "leave deleteInstancesOnShutdown out, or give the manager a volume for its record",
  severity: "error",
  check: everyMachineFleet(function* ({ autoscaler }, at, config) {
    const { platform } = config.manager;
    const volume = platform === "ec2" ? undefined : recordVolumes[platform];
    if (volume && !recordOutlivesManager(config) && autoscaler.deleteInstancesOnShutdown === false) {
      yield {
        path: at("autoscaler", "deleteInstancesOnShutdown"),
        message: `must be true without ${formatPath(volume.path)}, got false`,
      };
    }
  }),
};
