/**
 * A value as a JSON document, its keys sorted and without blanks: byte for byte what Terraform's `jsonencode` makes of
 * it, so that the same value can be written as either.
 */
export const jsonDocument = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  // What is no plain object, such as a token of cdktf, knows itself how it is written.
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
