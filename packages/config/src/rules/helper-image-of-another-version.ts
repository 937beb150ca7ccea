import { everyContainerFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The helper's image is of the manager's version. */
export const helperImageOfAnotherVersion: Rule = {
  id: "helper-image-of-another-version",
  title: "The helper's image is of the manager's version",
  why:
    "The manager calls the helper with arguments that change between versions. A helper of another one fails in the middle " +
    "of a job, while it fetches the repository or moves caches and artifacts.",
  fix: "name the helper of the manager's version, or leave helperImage out",
  severity: "warning",
  check: everyContainerFleet(function* ({ key, settings }, at, { manager: { runnerVersion } }) {
    const [, version] = /:[^/]*v(\d+\.\d+\.\d+)(-|$)/.exec(knownValue(settings.helperImage) ?? "") ?? [];
    if (version !== undefined && version !== runnerVersion) {
      yield {
        path: at(key, "helperImage"),
        message: `should be of manager.runnerVersion (${runnerVersion}), got ${version}`,
      };
    }
  }),
};
