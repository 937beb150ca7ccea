import * as z from "zod";
import { annotationsPattern, labelsPattern } from "./kubernetes-pattern";
import { patterns } from "./pattern";
import { settings } from "./section";
import { onlyExpression, text, textMap } from "./value";

/** The alerts that the chart makes; each has a runbook of its name. */
export const alerts = [
  "GitLabRunnerDown",
  "GitLabRunnerErrors",
  "GitLabRunnerErrorRate",
  "ConcurrencySaturated",
  "QueueSlow",
  "SystemFailures",
  "WorkerProcessingFailures",
  "ApiErrors",
  "AuthRejected",
  "ConfigLoadError",
  "FleetNearMax",
  "CapacitySaturated",
  "InstancesStuckCreating",
  "InstancesUnhealthy",
  "MissedUpdates",
  "ReserveFailures",
  "ReadinessSlow",
  "DrainTooLong",
  "FleetingNotInitialised",
] as const;

/** The monitor, the alerts and the dashboard of a manager. */
export const clusterMonitoringSchema = settings({
  /**
   * Whether there are any of them, where only Terraform knows it.
   *
   * @default - there are
   */
  presentWhen: onlyExpression("flag", "must be an expression; for none of them leave the table out"),
  /**
   * What tells Prometheus where the metrics are.
   *
   * @default - PodMonitor
   */
  monitor: z.enum(["PodMonitor", "ServiceMonitor"]).optional(),
  /**
   * Time between two looks at the metrics, in Prometheus' form, from 1s to 2m: the alerts look at windows of five
   * minutes and more.
   *
   * @default - 30s
   */
  interval: text({
    pattern: /^([1-9]|[1-9]\d|1[01]\d|120)s$|^[12]m$/,
    expected: 'a duration of Prometheus up to 2m, such as "30s"',
  }).optional(),
  /**
   * Labels of monitor and alerts by which your Prometheus chooses them, such as `release: kube-prometheus-stack`.
   *
   * @default - none
   */
  labels: textMap(labelsPattern).optional(),
  /**
   * Alerts that are left out, each by its name.
   *
   * @default - none
   */
  disabledAlerts: z
    .array(z.enum(alerts))
    .refine((names) => new Set(names).size === names.length, "must name each alert once")
    .optional(),
  /**
   * Address of your own runbooks; an alert's name and `.md` follow.
   *
   * @default - the project's own runbooks
   */
  runbookUrl: text(patterns.webAddress).optional(),
  /**
   * Labels of the dashboard's ConfigMap besides `grafana_dashboard: "1"`, by which Grafana's sidecar finds it.
   *
   * @default - none
   */
  dashboardLabels: textMap(labelsPattern).optional(),
  /**
   * Annotations of the dashboard's ConfigMap, such as the folder that Grafana's sidecar puts it into.
   *
   * @default - none
   */
  dashboardAnnotations: textMap(annotationsPattern).optional(),
});
