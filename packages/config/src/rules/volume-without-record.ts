import { formatPath } from "../findings/finding";
import { givenRecordVolume } from "../fleets/manager-record";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager with a volume writes its record on it. */
export const volumeWithoutRecord: Rule = {
  id: "volume-without-record",
  title: "A manager with a volume writes its record on it",
  why:
    "The record of a fleet's machines is all that is on the volume. Without it the manager leaves its machines to the next " +
    "one, which does not know them and removes them.",
  fix: "leave stateStorage.enabled out, or remove the volume",
  severity: "error",
  check: everyMachineFleet(function* ({ autoscaler }, at, config) {
    const volume = givenRecordVolume(config);
    // The volume of an EC2 instance is there for more than the record, so that one may do without.
    const isKept = config.manager.platform === "ec2" && autoscaler.deleteInstancesOnShutdown !== true;
    if ((volume !== undefined || isKept) && autoscaler.stateStorage.enabled === false) {
      yield {
        path: at("autoscaler", "stateStorage", "enabled"),
        message: `must be true with ${volume ? formatPath(volume) : 'a platform of "ec2"'}, got false`,
        fix: volume ? undefined : "leave stateStorage.enabled out, or set deleteInstancesOnShutdown to true",
      };
    }
  }),
};
