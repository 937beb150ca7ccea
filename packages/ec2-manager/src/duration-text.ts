import { Expression, type NumberOrExpression } from "@runner-fleet/config";
import { textToken } from "./expression-token";

/** Seconds as the provider's `timeouts` take them: `4500s`. */
export const durationText = (seconds: NumberOrExpression): string =>
  Expression.is(seconds) ? textToken(Expression.text(`"\${${seconds.terraform}}s"`)) : `${seconds}s`;
