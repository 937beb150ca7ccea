import { extraKeys } from "../keys/extra-keys";
import type { Rule } from "../rule/rule";
import { versions } from "../versions";

/** A key under extra is one that GitLab Runner reads. */
export const extraUnknownKey: Rule = {
  id: "extra-unknown-key",
  title: "A key under extra is one that GitLab Runner reads",
  why:
    "GitLab Runner ignores a key that it does not know: a misspelt one does nothing, and nothing says so. Only a runner " +
    `newer than ${versions.gitlabRunner} can know more.`,
  fix: "remove it, or accept the rule for a key of a newer runner",
  severity: "error",
  acceptable: true,
  *check(config) {
    for (const { path, hint } of extraKeys(config).filter(({ kind }) => kind === "unknown")) {
      yield {
        path,
        message: `is no key that GitLab Runner ${versions.gitlabRunner} reads here`,
        fix: hint === undefined ? undefined : `did you mean ${hint}?`,
      };
    }
  },
};
