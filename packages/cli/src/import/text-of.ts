/** A text; anything else is `undefined`. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
