import { escapeTemplate } from "@runner-fleet/config";
import { Token } from "cdktf";
import type { ChartValue } from "./chart-value";
import { mapChartValue } from "./map-chart-value";

/** A value of the chart as a Terraform local holds it: literal texts escaped, what is left out gone. */
export const terraformValue = (value: ChartValue): unknown =>
  mapChartValue(value, {
    text: (text) => (Token.isUnresolved(text) ? text : escapeTemplate(text)),
    template: (template) => template.toTerraform(),
  });
