import { Expression, Template } from "@runner-fleet/config";
import { Checksum } from "./checksum";
import type { ChartValue } from "./chart-value";

/** How the texts of the chart's values are written. */
export interface ChartValueWriter {
  /** A literal text, or a cdktf token; a key too. */
  readonly text: (text: string) => string;
  /** A text with parts that only Terraform knows. */
  readonly template: (template: Template) => string;
  /** SHA-256 of such a text, in hexadecimal. */
  readonly checksum: (of: Template) => string;
}

/** A value of the chart as plain data: its texts as told, an expression as Terraform's own, what is left out gone. */
export function mapChartValue(value: ChartValue, write: ChartValueWriter): unknown {
  if (typeof value === "string") {
    return write.text(value);
  }
  if (value instanceof Template) {
    return write.template(value);
  }
  if (value instanceof Checksum) {
    return write.checksum(value.of);
  }
  if (Expression.is(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => mapChartValue(item, write));
  }
  return typeof value === "object"
    ? Object.fromEntries(
        Object.entries(value)
          .filter((entry): entry is [string, ChartValue] => entry[1] !== undefined)
          .map(([key, item]) => [write.text(key), mapChartValue(item, write)]),
      )
    : value;
}
