import type { Rule } from "../rule/rule";

/** Monitoring is more than a monitor. */
export const officialChartWithoutAlerts: Rule = {
  id: "official-chart-without-alerts",
  title: "Monitoring is more than a monitor",
  why:
    "Of what cluster.monitoring stands for, GitLab's own chart makes the PodMonitor alone. Nobody is told when tokens are " +
    "rejected, jobs wait or the manager is gone, unless you have rules and a dashboard of your own.",
  fix: "bring your own alerts and accept the rule, or leave manager.chart out",
  severity: "warning",
  *check({ manager, cluster }) {
    if (manager.chart === "gitlab-runner" && cluster.monitoring !== undefined) {
      yield {
        path: ["cluster", "monitoring"],
        message: 'gives no alerts and no dashboard with a chart of "gitlab-runner"',
      };
    }
  },
};
