import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";
import { compareVersions, minorVersion } from "../values/version";

/** Minor versions of the plugin whose calls are known, the oldest first. */
export const testedPlugins = ["0.5", "1.0", "1.1"] as const;

const OLDEST = testedPlugins[0];

/** The AWS plugin is of a version whose calls are known. */
export const pluginVersionUntested: Rule = {
  id: "plugin-version-untested",
  title: "The AWS plugin is of a version whose calls are known",
  why:
    "The manager's role may do what the plugin of that version calls. A plugin that calls more is denied it, and jobs hang " +
    "in “Preparing environment” without a word: that is how 1.1 behaves with the rights of 1.0.",
  fix: `use ${testedPlugins.join(", ")}, or accept the rule and look for AccessDenied in the manager's log`,
  severity: "warning",
  *check({ manager }) {
    const pluginVersion = knownValue(manager.pluginVersion);
    if (pluginVersion !== undefined && !testedPlugins.some((minor) => minor === minorVersion(pluginVersion))) {
      const age = compareVersions(pluginVersion, OLDEST) < 0 ? "older" : "newer";
      yield {
        path: ["manager", "pluginVersion"],
        message: `should be one of ${testedPlugins.map((minor) => `${minor}.x`).join(", ")}, got the ${age} ${pluginVersion}`,
      };
    }
  },
};
