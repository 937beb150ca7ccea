import type { Rule } from "../rule/rule";
import { compareVersions } from "../values/version";

/** The oldest GitLab Runner that tells Kubernetes whether it is ready. */
export const oldestRunner = "19.2.0";

/** GitLab Runner is at least 19.2. */
export const runnerVersionTooOld: Rule = {
  id: "runner-version-too-old",
  title: "GitLab Runner is at least 19.2",
  why:
    "Kubernetes asks the manager whether it is ready at an address that older managers do not have, so their pods never get " +
    "ready. Before 18.10 they do not read a token from their environment either: GitLab would refuse every question for jobs.",
  fix: `set manager.runnerVersion to ${oldestRunner} or newer`,
  severity: "error",
  *check({ manager: { runnerVersion } }) {
    if (compareVersions(runnerVersion, oldestRunner) < 0) {
      yield { path: ["manager", "runnerVersion"], message: `must be at least ${oldestRunner}, got ${runnerVersion}` };
    }
  },
};
