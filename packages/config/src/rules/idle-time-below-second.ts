import { everyPolicy } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** An idle time is 0s or at least a second. */
export const idleTimeBelowSecond: Rule = {
  id: "idle-time-below-second",
  title: "An idle time is 0s or at least a second",
  why:
    "GitLab Runner's own schema refuses anything between, because it is nearly always a number meant as seconds that was " +
    "read as nanoseconds.",
  fix: 'write a duration with its unit, such as "20m", or "0s"',
  severity: "error",
  check: everyPolicy(function* (policy, at) {
    const idleTime = knownValue(policy.idleTime);
    if (idleTime && idleTime.milliseconds > 0 && idleTime.milliseconds < 1_000) {
      yield { path: at("idleTime"), message: `must be 0s or at least 1s, got ${idleTime}` };
    }
  }),
};
