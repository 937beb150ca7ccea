import type { Expression, Template } from "@runner-fleet/config";

/** A value of the chart: like JSON, but a text may be a template or an expression. */
export type ChartValue =
  | string
  | number
  | boolean
  | Template
  | Expression
  | readonly ChartValue[]
  | { readonly [key: string]: ChartValue | undefined };
