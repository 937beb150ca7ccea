import { extraKeys } from "../keys/extra-keys";
import type { Rule } from "../rule/rule";

/** A key that the model has is not given under extra. */
export const extraKnownKey: Rule = {
  id: "extra-known-key",
  title: "A key that the model has is not given under extra",
  why:
    "Under `extra` nothing checks a value, and it would replace the one that the description gives or that is derived from " +
    "it, without anyone seeing which one won.",
  fix: "write it as the key of the description",
  severity: "error",
  *check(config) {
    for (const { path, hint } of extraKeys(config).filter(({ kind }) => kind === "modelled")) {
      yield { path, message: `must be written as ${hint}`, fix: `move it to ${hint}` };
    }
  },
};
