import { hasPods } from "../fleets/fleet-kinds";
import { everyPolicy } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The limit of the scale factor is not below the idle count. */
export const scaleFactorLimitBelowIdleCount: Rule = {
  id: "scale-factor-limit-below-idle-count",
  title: "The limit of the scale factor is not below the idle count",
  why:
    "With a scale factor, idleCount is the least and scaleFactorLimit the most idle capacity. When the most is below the " +
    "least, one of them is ignored, and which one is not documented.",
  fix: "raise scaleFactorLimit to idleCount at least, or leave it out for no limit but the fleet's",
  severity: "error",
  check: everyPolicy(function* (policy, at, fleet) {
    const factor = knownValue(policy.scaleFactor) ?? 0;
    const limit = knownValue(policy.scaleFactorLimit);
    const idle = knownValue(policy.idleCount);
    const isNoLimit = hasPods(fleet) && limit === 0;
    if (factor > 0 && limit !== undefined && !isNoLimit && idle !== undefined && limit < idle) {
      yield { path: at("scaleFactorLimit"), message: `must be at least idleCount (${idle}), got ${limit}` };
    }
  }),
};
