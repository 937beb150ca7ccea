import type { Trust } from "../schema/trust";
import { Expression, joinedText, operand, type TextOrExpression } from "../values/expression";

/**
 * What a machine reaches without a proxy whatever a description says: itself, and the addresses that hand out AWS
 * credentials (instance metadata and the EKS Pod Identity agent), behind which a proxy would see the proxy's own.
 */
export const alwaysDirect = [
  "localhost",
  "127.0.0.1",
  "::1",
  "169.254.169.254",
  "fd00:ec2::254",
  "169.254.170.23",
  "fd00:ec2::23",
] as const;

/** Whether anything is reached by a proxy. */
export const hasProxy = ({ httpProxy, httpsProxy }: Trust): boolean =>
  httpProxy !== undefined || httpsProxy !== undefined;

/** A value of `NO_PROXY`: what is always in it, and then what the description names. */
export function noProxyText(always: readonly string[], own: Trust["noProxy"] = []): TextOrExpression {
  if (Expression.is(own)) {
    return Expression.text(`join(",", concat(${JSON.stringify(always)}, ${operand(own)}))`);
  }
  const entries: readonly TextOrExpression[] = [...always, ...own];
  return joinedText(...entries.flatMap((entry, index) => (index === 0 ? [entry] : [",", entry])));
}
