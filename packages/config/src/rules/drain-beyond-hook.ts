import { HOOK_LIMIT_SECONDS, HOOK_MARGIN_SECONDS } from "../fleets/lifecycle-hook";
import type { Rule } from "../rule/rule";
import { Duration } from "../values/duration";
import { knownValue } from "../values/known-value";

/** A manager on an EC2 instance drains before AWS ends the instance. */
export const drainBeyondHook: Rule = {
  id: "drain-beyond-hook",
  title: "A manager on an EC2 instance drains before AWS ends the instance",
  why:
    "An instance that is replaced waits in a lifecycle hook while its manager drains, and AWS ends the wait after 48 hours, " +
    "whatever the instance says. Jobs that still run then fail.",
  fix: "lower drainTimeout to what your longest job takes, or run the managers on Kubernetes, which waits for longer",
  severity: "error",
  *check({ manager }) {
    const drain = knownValue(manager.drainTimeout);
    const shutdown = knownValue(manager.shutdownTimeout);
    if (manager.platform !== "ec2" || drain === undefined || shutdown === undefined) {
      return;
    }
    const most = HOOK_LIMIT_SECONDS - HOOK_MARGIN_SECONDS - shutdown;
    if (drain.seconds > most) {
      yield {
        path: ["manager", "drainTimeout"],
        message: `must be at most ${Duration.seconds(most)} with a platform of "ec2" and a shutdownTimeout of ${shutdown}, got ${drain}`,
      };
    }
  },
};
