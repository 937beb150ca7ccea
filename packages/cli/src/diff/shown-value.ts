import { Expression, formatGiven, looksLikeSecret } from "@runner-fleet/config";

/** What is shown of each of two long texts that begin alike. */
const START = 30;
const LONG = 70;

/** The two values of a setting as a person reads them, short, and never a secret. */
export function shownValues(before: unknown, after: unknown): readonly [before: string, after: string] {
  if (isLong(before) && isLong(after)) {
    let start = 0;
    while (before[start] === after[start]) {
      start += 1;
    }
    const from = Math.max(0, start - START);
    const cut = (text: string) => (from === 0 ? formatGiven(text) : `…${formatGiven(text.slice(from))}`);
    return looksLikeSecret(before) || looksLikeSecret(after)
      ? [shownValue(before), shownValue(after)]
      : [cut(before), cut(after)];
  }
  return [shownValue(before), shownValue(after)];
}

const isLong = (value: unknown): value is string => typeof value === "string" && value.length > LONG;

/** A value as a person reads it: what only Terraform knows by Terraform's text, what is left out by that. */
export function shownValue(value: unknown): string {
  return value === undefined ? "left out" : formatGiven(plain(value));
}

/** An expression as Terraform's template has it, wherever it is. */
function plain(value: unknown): unknown {
  if (Expression.is(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
    : value;
}
