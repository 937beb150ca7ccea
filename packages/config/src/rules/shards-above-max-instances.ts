import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Every shard has at least one machine of every fleet. */
export const shardsAboveMaxInstances: Rule = {
  id: "shards-above-max-instances",
  title: "Every shard has at least one machine of every fleet",
  why:
    "maxInstances is a total over the shards. A shard whose share is 0 tells GitLab Runner that the number of its machines " +
    "is unlimited, on a group that can start none.",
  fix: "raise maxInstances to the number of shards at least, or lower manager.shards",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at, { manager: { shards } }) {
    const maxInstances = knownValue(fleet.maxInstances) ?? Infinity;
    if (maxInstances < shards) {
      yield { path: at("maxInstances"), message: `must be at least manager.shards (${shards}), got ${maxInstances}` };
    }
  }),
};
