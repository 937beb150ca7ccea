import { CronPeriodError, parseCronPeriod } from "../schedule/cron-period";
import { everyPolicy } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { isEmptyList, knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A policy's periods are five cron fields each. */
export const policyPeriodInvalid: Rule = {
  id: "policy-period-invalid",
  title: "A policy's periods are five cron fields each",
  why:
    "GitLab Runner loads a period that it can't read without a word. The mistake shows when the manager asks for jobs: " +
    "every attempt ends with “configuring taskscaler schedules”, and no job of the fleet is ever taken.",
  fix: "write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays",
  severity: "error",
  check: everyPolicy(function* ({ periods }, at) {
    if (periods !== undefined && isEmptyList(periods)) {
      yield {
        path: at("periods"),
        message: "must hold at least one period, got []",
        fix: "leave periods out for a policy that always holds",
      };
    }
    for (const [index, period] of knownEntries(periods)) {
      const mistake = mistakeOf(period);
      if (mistake) {
        const { message, fix } = mistake;
        const given = `${message.includes(", got ") ? " in" : ", got"} ${formatGiven(period)}`;
        yield { path: at("periods", index), message: `${message}${given}`, fix };
      }
    }
  }),
};

function mistakeOf(period: string): CronPeriodError | undefined {
  try {
    parseCronPeriod(period);
    return undefined;
  } catch (error) {
    if (error instanceof CronPeriodError) {
      return error;
    }
    throw error;
  }
}
