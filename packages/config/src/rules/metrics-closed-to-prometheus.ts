import type { Rule } from "../rule/rule";

/** Prometheus may reach the metrics that it is told of. */
export const metricsClosedToPrometheus: Rule = {
  id: "metrics-closed-to-prometheus",
  title: "Prometheus may reach the metrics that it is told of",
  why:
    "The network policy closes the manager's metrics to everybody that metricsFrom does not name. Prometheus then counts the " +
    "manager as down, and its alerts say so.",
  fix: "name the pods of Prometheus in metricsFrom, for example by the label kubernetes.io/metadata.name of their namespace",
  severity: "warning",
  *check({ cluster: { monitoring, networkPolicy } }) {
    if (monitoring !== undefined && networkPolicy !== undefined && (networkPolicy.metricsFrom ?? []).length === 0) {
      yield {
        path: ["cluster", "networkPolicy", "metricsFrom"],
        message: "should name Prometheus where there is cluster.monitoring, got nobody",
      };
    }
  },
};
