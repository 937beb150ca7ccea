import { extraKeys } from "../keys/extra-keys";
import type { Rule } from "../rule/rule";

/** A key that is derived or left out on purpose is not given under extra. */
export const extraDerivedOrOmitted: Rule = {
  id: "extra-derived-or-omitted",
  title: "A key that is derived or left out on purpose is not given under extra",
  why:
    "Such a key either contradicts what the rest of the description says, such as a limit below the size of the fleet, or " +
    "belongs to something that the fleet is not. The reason follows each finding.",
  fix: "remove it",
  severity: "error",
  *check(config) {
    for (const { path, hint } of extraKeys(config).filter(({ kind }) => kind === "absent")) {
      yield { path, message: "must not be given", fix: hint };
    }
  },
};
