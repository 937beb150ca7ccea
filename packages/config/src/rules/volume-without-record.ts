import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A manager with a volume writes its record on it. */
export const volumeWithoutRecord: Rule = {
  id: "volume-without-record",
  title: "A manager with a volume writes its record on it",
  why:
    "The record of a fleet's machines is all that is on the volume. Without it the manager leaves its machines to the next " +
    "one, which does not know them and removes them.",
  fix: "leave stateStorage.enabled out, or remove cluster.volume",
  severity: "error",
  check: everyMachineFleet(function* ({ autoscaler }, at, { cluster }) {
    if (cluster.volume !== undefined && autoscaler.stateStorage.enabled === false) {
      yield {
        path: at("autoscaler", "stateStorage", "enabled"),
        message: "must be true with cluster.volume, got false",
      };
    }
  }),
};
