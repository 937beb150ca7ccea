import { Expression } from "../../src/values/expression";
import { pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const official = { ...pods(), "manager.chart": "gitlab-runner", "cluster.preflight": "none" };
const CHART_FIX = "leave manager.runnerVersion out, or leave manager.chart out [official-chart-of-another-runner]";

/** What the rules about versions that meet find and let pass. */
export const versionCases: RuleCases = {
  "version-pair-broken": {
    fires: [
      {
        when: { "manager.pluginVersion": "0.4.1" },
        says: [
          "manager.pluginVersion: must be at least 0.5, got 0.4.1; set manager.pluginVersion to 0.5.0 or newer, or leave it out [version-pair-broken]",
        ],
      },
    ],
    quiet: [
      {},
      { "manager.pluginVersion": "0.5.0" },
      { "manager.pluginVersion": "2.0.0" },
      { "manager.pluginVersion": Expression.text("var.plugin_version") },
    ],
  },
  "official-chart-of-another-runner": {
    fires: [
      {
        when: { ...official, "manager.runnerVersion": "19.3.0" },
        says: [`manager.runnerVersion: should be 19.4.x with GitLab's chart 0.93.0, got 19.3.0; ${CHART_FIX}`],
      },
      {
        when: { ...official, "manager.runnerVersion": "20.4.0" },
        says: [`manager.runnerVersion: should be 19.4.x with GitLab's chart 0.93.0, got 20.4.0; ${CHART_FIX}`],
      },
    ],
    quiet: [official, { ...official, "manager.runnerVersion": "19.4.3" }, { "manager.runnerVersion": "19.3.0" }],
  },
};
