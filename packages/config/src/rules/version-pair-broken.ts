import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";
import { compareVersions } from "../values/version";
import { testedPlugins } from "./plugin-version-untested";

const [OLDEST_PLUGIN] = testedPlugins;

/** No two versions meet that are known to break each other. */
export const versionPairBroken: Rule = {
  id: "version-pair-broken",
  title: "No two versions meet that are known to break each other",
  why:
    "The rights of the manager's role follow from the plugin's version, and of plugins that old nobody has written down what " +
    "they call: no role can be made. docs/version-skew.md lists this pair and those that other rules refuse.",
  fix: `set manager.pluginVersion to ${OLDEST_PLUGIN}.0 or newer, or leave it out`,
  severity: "error",
  *check({ manager }) {
    const pluginVersion = knownValue(manager.pluginVersion);
    if (pluginVersion !== undefined && compareVersions(pluginVersion, OLDEST_PLUGIN) < 0) {
      yield {
        path: ["manager", "pluginVersion"],
        message: `must be at least ${OLDEST_PLUGIN}, got ${pluginVersion}`,
      };
    }
  },
};
