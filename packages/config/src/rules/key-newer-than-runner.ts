import { keysWithVersion } from "../keys/keys-with-version";
import type { Rule } from "../rule/rule";
import { compareVersions } from "../values/version";

/** Every key is one that the manager's GitLab Runner reads. */
export const keyNewerThanRunner: Rule = {
  id: "key-newer-than-runner",
  title: "Every key is one that the manager's GitLab Runner reads",
  why: "GitLab Runner ignores a key that it does not know: what it asks for would not happen, and nothing would say so.",
  fix: "raise manager.runnerVersion, or remove the key",
  severity: "error",
  *check(config) {
    const { runnerVersion } = config.manager;
    for (const { path, since } of keysWithVersion(config)) {
      if (compareVersions(since, runnerVersion) > 0) {
        yield {
          path,
          message: `is read by GitLab Runner ${since} and newer, got manager.runnerVersion ${runnerVersion}`,
        };
      }
    }
  },
};
