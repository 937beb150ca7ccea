import { logRetentionDays } from "../fleets/log-retention-days";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** The manager's log is kept for a number of days that CloudWatch Logs knows. */
export const logRetentionUnknown: Rule = {
  id: "log-retention-unknown",
  title: "The manager's log is kept for a number of days that CloudWatch Logs knows",
  why: "A log group keeps its log for one of a few numbers of days. AWS refuses any other in the middle of an apply.",
  fix: "choose one of them",
  severity: "error",
  *check(config) {
    const { platform } = config.manager;
    const days = platform === "kubernetes" ? undefined : knownValue(config[platform]?.logRetentionDays);
    if (days !== undefined && !logRetentionDays.includes(days)) {
      yield {
        path: [platform, "logRetentionDays"],
        message: `must be one of ${logRetentionDays.join(", ")}, got ${days}`,
      };
    }
  },
};
