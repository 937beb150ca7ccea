import type { Rule } from "../rule/rule";
import { minorVersion } from "../values/version";
import { versions } from "../versions";

const RUNNER = minorVersion(versions.gitlabRunner);

/** GitLab's own chart runs the GitLab Runner that it was released for. */
export const officialChartOfAnotherRunner: Rule = {
  id: "official-chart-of-another-runner",
  title: "GitLab's own chart runs the GitLab Runner that it was released for",
  why:
    "GitLab releases a version of its chart for each minor version of GitLab Runner. Its scripts register and check the " +
    "manager by commands of that version; with another one nobody has tried them.",
  fix: "leave manager.runnerVersion out, or leave manager.chart out",
  severity: "warning",
  *check({ manager: { chart, runnerVersion, platform } }) {
    if (chart === "gitlab-runner" && platform === "kubernetes" && minorVersion(runnerVersion) !== RUNNER) {
      yield {
        path: ["manager", "runnerVersion"],
        message: `should be ${RUNNER}.x with GitLab's chart ${versions.officialChart}, got ${runnerVersion}`,
      };
    }
  },
};
