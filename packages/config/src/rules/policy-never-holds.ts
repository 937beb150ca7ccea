import { readCronPeriod } from "../schedule/cron-period";
import { everyPolicy } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";
import { everHolds } from "../schedule/schedule";

/** A policy's period holds at some minute. */
export const policyNeverHolds: Rule = {
  id: "policy-never-holds",
  title: "A policy's period holds at some minute",
  why: "No date matches, such as the 31st of February: what the policy asks for never happens, and nothing says so.",
  fix: "correct the day and the month",
  severity: "error",
  check: everyPolicy(function* ({ periods }, at) {
    for (const [index, text] of knownEntries(periods)) {
      const period = readCronPeriod(text);
      if (period && !everHolds(period)) {
        yield { path: at("periods", index), message: `must hold on some date, got ${formatGiven(text)}` };
      }
    }
  }),
};
