import { PROTECTION_SECONDS } from "../fleets/task-protection";
import type { Rule } from "../rule/rule";
import { Duration } from "../values/duration";
import { knownValue } from "../values/known-value";

/** A manager on Fargate drains while its task is protected. */
export const drainBeyondProtection: Rule = {
  id: "drain-beyond-protection",
  title: "A manager on Fargate drains while its task is protected",
  why:
    "A protection lasts 48 hours at most and is renewed every ten minutes, but not where ECS refuses it, as when the service " +
    "is removed. ECS then ends the task when the protection is over, and jobs that still run fail.",
  fix: "lower drainTimeout to what your longest job takes, or run the managers on Kubernetes, which waits for longer",
  severity: "warning",
  *check({ manager }) {
    const drain = knownValue(manager.drainTimeout);
    const shutdown = knownValue(manager.shutdownTimeout);
    if (manager.platform !== "fargate" || drain === undefined || shutdown === undefined) {
      return;
    }
    const most = PROTECTION_SECONDS - shutdown;
    if (drain.seconds > most) {
      yield {
        path: ["manager", "drainTimeout"],
        message: `should be at most ${Duration.seconds(most)} with a platform of "fargate" and a shutdownTimeout of ${shutdown}, got ${drain}`,
      };
    }
  },
};
