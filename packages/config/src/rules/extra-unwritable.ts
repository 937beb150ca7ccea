import { extraKeys } from "../keys/extra-keys";
import type { Rule } from "../rule/rule";

// What TOML can't write, and the renderer's own marks, which are control characters.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** A value under extra can be written as TOML. */
export const extraUnwritable: Rule = {
  id: "extra-unwritable",
  title: "A value under extra can be written as TOML",
  why: "TOML has no null, its whole numbers end at 64 bits, and its texts hold no control characters.",
  fix: "leave the value out, or write it as a text",
  severity: "error",
  *check(config) {
    for (const { path, value } of extraKeys(config)) {
      const reason = unwritable(value) ?? unwritable(path.at(-1));
      if (reason) {
        yield { path, message: `must be a value that TOML can hold, got ${reason}` };
      }
    }
  },
};

function unwritable(value: unknown): string | undefined {
  if (value === null) {
    return "null";
  }
  if (typeof value === "string") {
    return CONTROL_CHARACTERS.test(value) ? "a control character" : undefined;
  }
  if (typeof value === "number") {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? "a number beyond 2^53" : undefined;
  }
  return typeof value === "object"
    ? [...Object.values(value), ...(Array.isArray(value) ? [] : Object.keys(value))]
        .map(unwritable)
        .find((reason) => reason !== undefined)
    : undefined;
}
