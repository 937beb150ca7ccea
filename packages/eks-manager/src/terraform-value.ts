import { Expression, Template, escapeTemplate } from "@runner-fleet/config";
import { Token } from "cdktf";
import type { ChartValue } from "./manager-values";

/** A value of the chart as a Terraform local holds it: literal texts escaped, what is left out gone. */
export function terraformValue(value: ChartValue): unknown {
  if (typeof value === "string") {
    return Token.isUnresolved(value) ? value : escapeTemplate(value);
  }
  if (value instanceof Template) {
    return value.toTerraform();
  }
  if (Expression.is(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(terraformValue);
  }
  if (typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value)
        .filter((entry): entry is [string, ChartValue] => entry[1] !== undefined)
        .map(([key, item]) => [escapeTemplate(key), terraformValue(item)]),
    );
  }
  return value;
}
