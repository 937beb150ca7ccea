import { fleetsOf, hasMachines } from "../fleets/fleet-kinds";
import type { Rule } from "../rule/rule";

/** GitLab's own chart runs the manager of one fleet of pods. */
export const officialChartNeedsPods: Rule = {
  id: "official-chart-needs-pods",
  title: "GitLab's own chart runs the manager of one fleet of pods",
  why:
    "Its Deployment starts a second manager as soon as the pod of the first is deleted or evicted, while the first still has " +
    "jobs, and the second removes the machines of the first. And a release of it registers one runner.",
  fix: "leave manager.chart out, or give the fleet of pods a deployment of its own",
  severity: "error",
  *check(config) {
    if (config.manager.chart !== "gitlab-runner") {
      return;
    }
    for (const [fleet, { executor }] of fleetsOf(config, hasMachines)) {
      const path = ["fleets", fleet, "executor"];
      yield { path, message: `must be kubernetes with a chart of "gitlab-runner", got ${executor}` };
    }
    const count = Object.keys(config.fleets).length;
    if (count > 1) {
      yield { path: ["fleets"], message: `must be one with a chart of "gitlab-runner", got ${count}` };
    }
  },
};
