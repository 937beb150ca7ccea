import { Duration } from "../values/duration";
import { hasMachines } from "../fleets/fleet-kinds";
import { everyPolicy } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const LEAST = Duration.minutes(10);

/** An idle time is longer than a machine takes to boot. */
export const idleTimeBelowBoot: Rule = {
  id: "idle-time-below-boot",
  title: "An idle time is longer than a machine takes to boot",
  why:
    "The idle time of a machine that had no job yet is counted from its start. When it is over before or soon after the " +
    "machine is ready, machines come and go in a loop, each of them paid for, and jobs wait.",
  fix: "raise idleTime to 10m or more, or set it to 0s if machines shall go as soon as no job needs them",
  severity: "warning",
  check: everyPolicy(function* (policy, at, fleet) {
    const idleTime = knownValue(policy.idleTime);
    // Pause pods are there in seconds.
    if (
      idleTime &&
      hasMachines(fleet) &&
      idleTime.milliseconds >= 1_000 &&
      idleTime.milliseconds < LEAST.milliseconds
    ) {
      yield { path: at("idleTime"), message: `should be at least ${LEAST}, got ${idleTime}` };
    }
  }),
};
