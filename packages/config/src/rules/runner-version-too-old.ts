import type { Rule } from "../rule";
import { compareVersions } from "../version";

const OLDEST = "18.10.0";

/** GitLab Runner is at least 18.10. */
export const runnerVersionTooOld: Rule = {
  id: "runner-version-too-old",
  title: "GitLab Runner is at least 18.10",
  why:
    "Older managers do not read a token from their environment: they would send the name of the variable as the token, and " +
    "GitLab would answer every question for jobs with 403.",
  fix: `set manager.runnerVersion to ${OLDEST} or newer`,
  severity: "error",
  *check({ manager: { runnerVersion } }) {
    if (compareVersions(runnerVersion, OLDEST) < 0) {
      yield { path: ["manager", "runnerVersion"], message: `must be at least ${OLDEST}, got ${runnerVersion}` };
    }
  },
};
