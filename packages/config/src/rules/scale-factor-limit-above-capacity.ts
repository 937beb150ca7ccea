import { jobCapacity } from "../fleets/job-capacity";
import { everyPolicy } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The limit of the scale factor is within the fleet's capacity. */
export const scaleFactorLimitAboveCapacity: Rule = {
  id: "scale-factor-limit-above-capacity",
  title: "The limit of the scale factor is within the fleet's capacity",
  why: "The fleet ends before the limit does: whoever reads the description expects more idle capacity than there can be.",
  fix: "lower scaleFactorLimit, raise maxInstances, or leave scaleFactorLimit out for all that the fleet has",
  severity: "warning",
  check: everyPolicy(function* (policy, at, fleet) {
    const limit = knownValue(policy.scaleFactorLimit);
    const { units, perUnit, words, key } = jobCapacity(fleet);
    const jobs = (knownValue(units) ?? NaN) * (knownValue(perUnit) ?? NaN);
    if (limit !== undefined && limit > jobs) {
      yield {
        path: at("scaleFactorLimit"),
        message: `should be at most ${words} (${jobs}), got ${limit}`,
        fix: `lower scaleFactorLimit, raise ${key}, or leave scaleFactorLimit out for all that the fleet has`,
      };
    }
  }),
};
