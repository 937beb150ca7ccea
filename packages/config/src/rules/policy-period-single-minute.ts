import { readCronPeriod } from "../schedule/cron-period";
import { everyPolicy } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A policy's period is a range of time, not a moment. */
export const policyPeriodSingleMinute: Rule = {
  id: "policy-period-single-minute",
  title: "A policy's period is a range of time, not a moment",
  why:
    "Periods are compared with the current minute. `0 8 * * *` is no start at eight: it holds from 08:00 to 08:01, and " +
    "machines that are started in that minute are idle, and removed, from the next one on.",
  fix: "write * for the minute and a range of hours, such as `* 8-17 * * mon-fri`",
  severity: "warning",
  check: everyPolicy(function* ({ periods }, at) {
    for (const [index, text] of knownEntries(periods)) {
      const period = readCronPeriod(text);
      if (period && ![...period.minutes].some((minute) => period.minutes.has((minute + 1) % 60))) {
        yield {
          path: at("periods", index),
          message: `should hold for longer than a minute at a time, got ${formatGiven(text)}`,
        };
      }
    }
  }),
};
