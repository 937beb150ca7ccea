import type { Duration } from "./duration";
import { Expression, type NumberOrExpression } from "./expression";

/** A duration in seconds; one that Terraform alone knows consists of whole hours, minutes and seconds. */
export function secondsOf(duration: Duration | Expression<"text">): NumberOrExpression {
  return Expression.is(duration)
    ? Expression.number(
        `sum([for part in regexall("([0-9]+)(h|m|s)", ${duration.terraform}) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]])`,
      )
    : duration.seconds;
}
