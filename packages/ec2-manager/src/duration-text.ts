import { Expression, type NumberOrExpression } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";

/** Seconds as the provider's `timeouts` take them: `4500s`. */
export const durationText = (seconds: NumberOrExpression): string =>
  Expression.is(seconds) ? resolveExpressions(Expression.text(`"\${${seconds.terraform}}s"`)) : `${seconds}s`;
