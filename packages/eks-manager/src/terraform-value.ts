import { escapeTemplate } from "@runner-fleet/config";
import { Token } from "cdktf";
import type { ChartValue } from "./chart-value";
import { mapChartValue, type ChartValueWriter } from "./map-chart-value";

/** How texts are written of which Terraform may know parts. */
export type TemplateWriter = Pick<ChartValueWriter, "template" | "checksum">;

/** A value of the chart as a Terraform local holds it: literal texts escaped, what is left out gone. */
export const terraformValue = (value: ChartValue, writer: TemplateWriter): unknown =>
  mapChartValue(value, { ...writer, text: (text) => (Token.isUnresolved(text) ? text : escapeTemplate(text)) });
