import { Expression, type NumberOrExpression } from "@runner-fleet/config";

/** Seconds as a provider's `timeouts` take them: `4500s`. */
export const durationText = (seconds: NumberOrExpression): string =>
  Expression.is(seconds) ? `\${${seconds.terraform}}s` : `${Math.ceil(seconds)}s`;
