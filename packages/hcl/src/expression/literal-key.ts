import { quotedText } from "./quoted";

/** These mean something else at the start of an object, or as a key without quotes. */
const reserved = new Set(["for", "true", "false", "null"]);

/** A key of an object whose text is literal: bare when it can be. */
export function literalKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !reserved.has(key) ? key : quotedText(key);
}
