import type { NumberOrExpression } from "./expression";

/** A number of things in words: `1 job`, `2 jobs`; one that only Terraform knows is several. */
export const counted = (value: NumberOrExpression, noun: string): string =>
  `${String(value)} ${noun}${value === 1 ? "" : "s"}`;
