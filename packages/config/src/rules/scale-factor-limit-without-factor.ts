import { everyPolicy } from "../rule/every-fleet";
import { Expression } from "../values/expression";
import type { Rule } from "../rule/rule";

/** A limit of the scale factor comes with a scale factor. */
export const scaleFactorLimitWithoutFactor: Rule = {
  id: "scale-factor-limit-without-factor",
  title: "A limit of the scale factor comes with a scale factor",
  why: "Without a scale factor only idleCount is kept, and the limit does nothing.",
  fix: "set scaleFactor, or remove scaleFactorLimit",
  severity: "warning",
  check: everyPolicy(function* ({ scaleFactor, scaleFactorLimit }, at) {
    if (scaleFactorLimit !== undefined && !Expression.is(scaleFactor) && (scaleFactor ?? 0) === 0) {
      yield { path: at("scaleFactorLimit"), message: "has no effect without a scaleFactor above 0" };
    }
  }),
};
