import { readCronPeriod } from "../schedule/cron-period";
import { everyFleet, policiesOf } from "../rule/every-fleet";
import { knownEntries } from "../values/known-value";
import { Expression } from "../values/expression";
import type { Rule } from "../rule/rule";
import { alwaysHolds, everHolds, hiddenSchedules, type Schedule } from "../schedule/schedule";
import type { Policy } from "../schema/runner-fleet-config";
import { timeZoneMistake } from "../schedule/time-zone";

const EVERY_MINUTE = "* * * * *";

/** Every policy counts at some minute. */
export const policyNeverSeen: Rule = {
  id: "policy-never-seen",
  title: "Every policy counts at some minute",
  why:
    "Of several policies that hold at once the last one counts, not the first and not the larger one. A policy whose every " +
    "minute belongs to later ones never does anything.",
  fix: "move it behind the policies that it is an exception from, or remove it",
  severity: "warning",
  check: everyFleet(function* (fleet, at) {
    const { at: place, policies } = policiesOf(fleet);
    const schedules = knownEntries(policies).map(([, policy]) => scheduleOf(policy));
    for (const index of hiddenSchedules(schedules)) {
      // What holds when nothing else does stands first, and is no mistake where the others leave no gap.
      if (index > 0 || !schedules[0]?.periods.some(alwaysHolds)) {
        yield {
          path: at(...place, index),
          message: "should count at some minute, got later policies at every minute of its own",
        };
      }
    }
  }),
};

/** When a policy holds, if that is known and free of mistakes that other rules report. */
function scheduleOf({ periods = [EVERY_MINUTE], timezone }: Policy): Schedule | undefined {
  if (Expression.is(periods) || Expression.is(timezone) || timeZoneMistake(timezone) || periods.length === 0) {
    return undefined;
  }
  const read = periods.map((text) => (Expression.is(text) ? undefined : readCronPeriod(text)));
  return read.every((period) => period !== undefined && everHolds(period))
    ? { periods: read as NonNullable<(typeof read)[number]>[], timezone }
    : undefined;
}
