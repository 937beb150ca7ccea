import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import type { Fleet } from "../schema/fleet";

/** Keys of `[[runners]]` that mean nothing to some executors, with those that they are for. */
const readers = {
  stepRunnerImage: ["docker-autoscaler", "kubernetes"],
  useSlotCgroups: ["docker-autoscaler", "instance"],
  slotCgroupTemplate: ["docker-autoscaler", "instance"],
} as const satisfies Partial<Record<keyof Fleet, readonly Fleet["executor"][]>>;

/** A setting of a fleet is one that its executor reads. */
export const settingWithoutEffectInExecutor: Rule = {
  id: "setting-without-effect-in-executor",
  title: "A setting of a fleet is one that its executor reads",
  why:
    "GitLab Runner takes the key for every executor and says nothing where the executor never looks at it. What it was to " +
    "do is then missing without a trace.",
  fix: "remove the key",
  severity: "warning",
  check: everyFleet(function* (fleet, at) {
    for (const key of Object.keys(readers) as (keyof typeof readers)[]) {
      const reading: readonly Fleet["executor"][] = readers[key];
      if (fleet[key] !== undefined && fleet[key] !== false && !reading.includes(fleet.executor)) {
        yield { path: at(key), message: `has no effect with the executor ${fleet.executor}` };
      }
    }
  }),
};
