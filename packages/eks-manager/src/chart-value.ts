import type { Expression, Template } from "@runner-fleet/config";
import type { Checksum } from "./checksum";

/** A value of the chart: like JSON, but a text may be a template or an expression. */
export type ChartValue =
  | string
  | number
  | boolean
  | Template
  | Checksum
  | Expression
  | readonly ChartValue[]
  | { readonly [key: string]: ChartValue | undefined };
