import type { Row } from "./panel.mts";
import {
  events,
  fleet,
  manager,
  noneByFleet,
  perSecond,
  process,
  processState,
  quantile,
  share,
  systemFailure,
  withFleet,
} from "./promql.mts";

/** Rows on what goes wrong, and on the manager itself. */
export const managerRows: readonly Row[] = [
  {
    title: "Failures",
    width: 8,
    panels: [
      {
        title: "Failed jobs by reason",
        description:
          "`script_failure` is the project's own. `runner_system_failure` is ours, `image_pull_failure` a registry's: " +
          "look at the log of one such job.",
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}} {{failure_reason}}": events(
            "gitlab_runner_failed_jobs_total",
            "runner_name, failure_reason",
          ),
        },
      },
      {
        title: "System failures",
        description:
          "Share of started jobs that failed by no fault of theirs. Above 5 %: machines vanish, can't be reached, or " +
          "Docker on them is broken; the jobs' logs say which.",
        alerts: ["SystemFailures"],
        look: "quantiles",
        unit: "percentunit",
        bad: 0.05,
        queries: {
          "{{runner_name}}": share(
            `(${events("gitlab_runner_failed_jobs_total", "runner_name", systemFailure)} or ${noneByFleet})`,
            `sum by (runner_name) (increase(gitlab_runner_jobs_total{${fleet}}[$__rate_interval]))`,
          ),
        },
      },
      {
        title: "Errors in the log",
        description:
          "Lines that the manager logged, by level: search the log from the time of the bar. A `fatal` or `panic` ends the " +
          "process and is seldom counted; it shows as a manager that is up anew.",
        alerts: ["GitLabRunnerErrorRate"],
        look: "events",
        unit: "short",
        queries: { "{{level}}": events("gitlab_runner_errors_total", "level", manager) },
      },
      {
        title: "Polls that failed",
        description:
          "`no_free_executor` is a full fleet, `job_failure` a failed job. `other` is trouble: plugin, access to AWS, or " +
          "GitLab; the log has it as `Failed to process runner`.",
        alerts: ["WorkerProcessingFailures"],
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}} {{failure_type}}": events(
            "gitlab_runner_worker_processing_failures_total",
            "runner_name, failure_type",
          ),
        },
      },
      {
        title: "Missed updates",
        description:
          "How often a machine that the manager counts on was not in the group. Only the manager may scale it: look in " +
          "the group's activities for spot interruptions, and for who else removes machines.",
        alerts: ["MissedUpdates"],
        look: "events",
        unit: "short",
        queries: { "{{runner_name}}": events("fleeting_provisioner_missed_updates_total", "runner_name") },
      },
      {
        title: "No slot to reserve",
        description:
          "Polls that found no free slot: `reserve_available_…` with machines still to come, `reserve_iop_…` with none " +
          "possible. All the time: raise `max_instances` or `idle_count`.",
        alerts: ["ReserveFailures"],
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}} {{operation}}": events(
            "fleeting_taskscaler_task_operations_total",
            "runner_name, operation",
            `${fleet}, operation=~"reserve_.*_failure"`,
          ),
        },
      },
    ],
  },
  {
    title: "API",
    width: 8,
    panels: [
      {
        title: "Requests to GitLab",
        description:
          "By status of the answer, if there was one: 201 is a job, 204 none. No requests at all: GitLab can't be reached.",
        look: "stack",
        unit: "reqps",
        width: 12,
        queries: {
          "{{runner_name}} {{status}}": `sum by (runner_name, status) (${withFleet(
            `rate(gitlab_runner_api_request_statuses_total{${manager}}[$__rate_interval])`,
          )})`,
        },
      },
      {
        title: "Refused and failed requests",
        description:
          "401 and 403 of `request_job`: the token was rejected, make a new one. 429 and 5xx: GitLab is overloaded or " +
          "down. A 403 of `update_job` or `patch_trace` is a cancelled job.",
        alerts: ["ApiErrors", "AuthRejected"],
        look: "events",
        unit: "short",
        width: 12,
        queries: {
          "{{exported_endpoint}} {{status}}": events(
            "gitlab_runner_api_request_statuses_total",
            "exported_endpoint, status",
            `${manager}, status=~"4..|5.."`,
          ),
        },
      },
      {
        title: "Duration of requests, p95",
        description:
          "`request_job` waits in GitLab for a job, up to 50 s by default, so near 50 s is normal there. Other endpoints " +
          "above some seconds: GitLab or the way to it is slow.",
        look: "quantiles",
        unit: "s",
        queries: {
          "{{exported_endpoint}}": quantile(
            0.95,
            "gitlab_runner_api_request_duration_seconds",
            "exported_endpoint",
            manager,
          ),
        },
      },
      {
        title: "Attempts, retries included",
        description:
          "Requests as they were sent, the first attempt included. More of them than requests above: GitLab answers 429 " +
          "or 5xx, and the manager tries again.",
        look: "lines",
        unit: "reqps",
        queries: {
          "{{method}} {{path}}": perSecond("gitlab_runner_api_request_retries_total", "method, path", manager),
        },
      },
      {
        title: "Polls put off",
        description:
          "Polls that were not made: after three in a row that failed or were refused the manager leaves the runner alone " +
          "for `unhealthy_interval`, by default an hour. Look at the requests of the time before.",
        alerts: ["ApiErrors", "AuthRejected"],
        look: "lines",
        unit: "cpm",
        queries: { "{{runner_name}}": `60 * ${perSecond("gitlab_runner_worker_feed_failures_total", "runner_name")}` },
      },
    ],
  },
  {
    title: "Manager",
    width: 8,
    panels: [
      {
        title: "State",
        description:
          "A manager that drains takes no new job and waits for those it has. A drain that lasts: a job takes as long, or " +
          "machines can't be removed; the end of the grace period cuts it off.",
        alerts: ["GitLabRunnerDown", "DrainTooLong"],
        look: "state over time",
        unit: "none",
        width: 12,
        queries: { "{{pod}}": processState },
      },
      {
        title: "Version",
        description: "Version of GitLab Runner. Still the old one after an update: the old manager drains.",
        look: "label",
        unit: "none",
        width: 6,
        queries: { "{{version}}": `max by (pod, version) (gitlab_runner_version_info{${manager}})` },
      },
      {
        title: "Up since",
        description: "Age of the process. Minutes without an update: it crashed, look at the log of the one before.",
        alerts: ["GitLabRunnerErrors"],
        look: "number",
        unit: "dtdurations",
        width: 6,
        queries: { "{{pod}}": `time() - max by (pod) (process_start_time_seconds{${process}})` },
      },
      {
        title: "Memory",
        description:
          "Of the manager's process; the plugin's comes on top. If it nears `resources.limits.memory` raise that: an " +
          "out-of-memory kill costs every job.",
        look: "lines",
        unit: "bytes",
        queries: { "{{pod}}": `max by (pod) (process_resident_memory_bytes{${process}})` },
      },
      {
        title: "CPU",
        description:
          "Cores that the manager's process uses. Steadily above `resources.requests.cpu`: raise the request, or job " +
          "logs and heartbeats are late on a busy node.",
        look: "lines",
        unit: "suffix: cores",
        queries: { "{{pod}}": `sum by (pod) (rate(process_cpu_seconds_total{${process}}[$__rate_interval]))` },
      },
      {
        title: "Configuration",
        description:
          "Times that config.toml was read, and that it could not be: then the manager goes on with the last good one, " +
          "and the log says what is wrong.",
        alerts: ["ConfigLoadError"],
        look: "events",
        unit: "short",
        queries: {
          "{{pod}} loaded": events("gitlab_runner_configuration_loaded_total", "pod", manager),
          "{{pod}} failed": events("gitlab_runner_configuration_loading_error_total", "pod", manager),
        },
      },
    ],
  },
];
