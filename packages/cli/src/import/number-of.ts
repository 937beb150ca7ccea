/** A whole number above 0; anything else, such as the 0 that stands for "no limit", is `undefined`. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
