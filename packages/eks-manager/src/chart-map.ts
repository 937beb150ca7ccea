import { Expression, terraformText, type TextOrExpression } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";

/** A map of the chart's values, some of whose keys only Terraform may know. */
export function chartMap(entries: readonly (readonly [TextOrExpression, TextOrExpression])[]): ChartValue {
  if (entries.every((entry): entry is readonly [string, TextOrExpression] => typeof entry[0] === "string")) {
    return Object.fromEntries(entries);
  }
  const pairs = entries.map(([key, value]) => `(${terraformText(key)}) = ${terraformText(value)}`);
  return Expression.map(`{ ${pairs.join(", ")} }`);
}
