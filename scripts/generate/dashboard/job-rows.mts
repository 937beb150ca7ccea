import type { Row } from "./panel.mts";
import {
  concurrencyUsed,
  events,
  fleet,
  perSecond,
  processState,
  quantilesByFleet,
  share,
  systemFailure,
} from "./promql.mts";

/** Rows on the jobs: those of now, how they run, and how long they wait. */
export const jobRows: readonly Row[] = [
  {
    title: "Now",
    width: 4,
    height: 4,
    panels: [
      {
        title: "Manager",
        description: "What the manager's process does. If it is not scraped, look at the pod first.",
        alerts: ["GitLabRunnerDown"],
        look: "state now",
        unit: "none",
        queries: { "{{pod}}": processState },
      },
      {
        title: "Jobs",
        description: "Jobs that the manager works on. None while others wait in GitLab: look at API and Failures.",
        look: "number",
        unit: "short",
        queries: { Jobs: `sum(gitlab_runner_jobs{${fleet}}) or 0 * count(gitlab_runner_limit{${fleet}})` },
      },
      {
        title: "Concurrency used",
        description: "Jobs in shares of `concurrent`, of the fullest manager. At 100 % it takes no further job.",
        alerts: ["ConcurrencySaturated"],
        look: "number",
        unit: "percentunit",
        bad: 0.9,
        queries: { Used: `max(${concurrencyUsed})` },
      },
      {
        title: "Queue time, p95",
        description: "How long 95 % of the last half hour's jobs waited at most. If it grows, look at Saturation.",
        alerts: ["QueueSlow"],
        look: "number",
        unit: "s",
        bad: 300,
        queries: {
          Wait: `histogram_quantile(0.95, sum by (le) (rate(gitlab_runner_job_queue_duration_seconds_bucket{${fleet}}[30m])))`,
        },
      },
      {
        title: "System failures",
        description: "Share of the last hour's jobs that failed by no fault of theirs. Above 5 %, look at Failures.",
        alerts: ["SystemFailures"],
        look: "number",
        unit: "percentunit",
        bad: 0.05,
        queries: {
          Share: share(
            `(${events("gitlab_runner_failed_jobs_total", "", systemFailure, "1h")} or 0 * count(gitlab_runner_limit{${fleet}}))`,
            `sum(increase(gitlab_runner_jobs_total{${fleet}}[1h]))`,
          ),
        },
      },
      {
        title: "Machines",
        description: "Machines that the manager counts, in any state. None while jobs are pending: look at Machines.",
        look: "number",
        unit: "short",
        queries: { Machines: `sum(fleeting_provisioner_instances{${fleet}})` },
      },
    ],
  },
  {
    title: "Jobs",
    width: 8,
    panels: [
      {
        title: "Jobs by state",
        description:
          "`pending` is a job that was taken and whose machine or pod is being prepared, `running` one at work. Many " +
          "pending ones for minutes: look at boot time, or at the pods' events.",
        look: "stack",
        unit: "short",
        queries: { "{{runner_name}} {{state}}": `sum by (runner_name, state) (gitlab_runner_jobs{${fleet}})` },
      },
      {
        title: "Jobs started",
        description: "Jobs taken from GitLab. A line that falls to 0 while jobs wait: look at API and Saturation.",
        look: "lines",
        unit: "cpm",
        queries: { "{{runner_name}}": `60 * ${perSecond("gitlab_runner_jobs_total", "runner_name")}` },
      },
      {
        title: "Job duration",
        description:
          "How long jobs took that ended, preparation included. If it nears the grace period of the pod, raise " +
          "`terminationGracePeriodSeconds`: a drain cuts off longer jobs.",
        look: "quantiles",
        unit: "s",
        queries: quantilesByFleet("gitlab_runner_job_duration_seconds"),
      },
    ],
  },
  {
    title: "Waiting",
    width: 8,
    panels: [
      {
        title: "Queue time",
        description:
          "How long the jobs that were taken had waited in GitLab. If it grows, the fleet is full (look at Saturation), " +
          "or slow to start machines (raise `idle_count`).",
        alerts: ["QueueSlow"],
        look: "quantiles",
        unit: "s",
        bad: 300,
        queries: quantilesByFleet("gitlab_runner_job_queue_duration_seconds"),
      },
      {
        title: "Queue size and depth",
        description:
          "What GitLab said when it gave the last job: how many jobs waited for this runner, and how many it looked at " +
          "to find one. It stays as it is until the next job. Deep with few taken: tags or protection keep jobs away.",
        look: "lines",
        unit: "short",
        queries: {
          "{{runner_name}} size": `max by (runner_name) (gitlab_runner_job_queue_size{${fleet}})`,
          "{{runner_name}} depth": `max by (runner_name) (gitlab_runner_job_queue_depth{${fleet}})`,
        },
      },
      {
        title: "Waited too long",
        description:
          "Jobs that waited longer than `[[runners.monitoring.job_queuing_durations]]` in config.toml accepts; without " +
          "it none is counted. Treat them as misses of your own promise.",
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}}": events("gitlab_runner_acceptable_job_queuing_duration_exceeded_total", "runner_name"),
        },
      },
    ],
  },
];
