/** What GitLab Runner 19.4 shows of itself; `fleeting_*` is there only once a fleet was set up, at its first poll. */
const plain = [
  "fleeting_provisioner_instance_operations_total",
  "fleeting_provisioner_instances",
  "fleeting_provisioner_internal_operations_total",
  "fleeting_provisioner_max_instances",
  "fleeting_provisioner_missed_updates_total",
  "fleeting_taskscaler_desired_instances",
  "fleeting_taskscaler_max_tasks_per_instance",
  "fleeting_taskscaler_max_use_count_per_instance",
  "fleeting_taskscaler_scale_operations_total",
  "fleeting_taskscaler_task_operations_total",
  "fleeting_taskscaler_tasks",
  "gitlab_runner_acceptable_job_queuing_duration_exceeded_total",
  "gitlab_runner_api_request_retries_total",
  "gitlab_runner_api_request_statuses_total",
  "gitlab_runner_cache_s3_assume_role_cache_hits_total",
  "gitlab_runner_cache_s3_assume_role_cache_misses_total",
  "gitlab_runner_cache_s3_assume_role_cached_credentials",
  "gitlab_runner_cache_s3_assume_role_failures_total",
  "gitlab_runner_cache_s3_assume_role_requests_in_flight",
  "gitlab_runner_concurrent",
  "gitlab_runner_configuration_loaded_total",
  "gitlab_runner_configuration_loading_error_total",
  "gitlab_runner_configuration_saved_total",
  "gitlab_runner_configuration_saving_error_total",
  "gitlab_runner_errors_total",
  "gitlab_runner_failed_jobs_total",
  "gitlab_runner_job_execution_mode_total",
  "gitlab_runner_job_queue_depth",
  "gitlab_runner_job_queue_size",
  "gitlab_runner_jobs",
  "gitlab_runner_jobs_total",
  "gitlab_runner_kubernetes_autoscaler_pause_pods_current",
  "gitlab_runner_kubernetes_autoscaler_pause_pods_desired",
  "gitlab_runner_kubernetes_autoscaler_reconcile_errors_total",
  "gitlab_runner_kubernetes_autoscaler_scale_operations_total",
  "gitlab_runner_limit",
  "gitlab_runner_process_state_info",
  "gitlab_runner_request_concurrency",
  "gitlab_runner_request_concurrency_adaptive_limit",
  "gitlab_runner_request_concurrency_exceeded_total",
  "gitlab_runner_request_concurrency_hard_limit",
  "gitlab_runner_request_concurrency_used_limit",
  "gitlab_runner_version_info",
  "gitlab_runner_worker_feed_failures_total",
  "gitlab_runner_worker_feeds_total",
  "gitlab_runner_worker_health_check_failures_total",
  "gitlab_runner_worker_processing_failures_total",
  "gitlab_runner_worker_slot_operations_total",
  "gitlab_runner_worker_slots_number",
];

const histograms = [
  "fleeting_provisioner_instance_creation_time_seconds",
  "fleeting_provisioner_instance_deletion_time_seconds",
  "fleeting_provisioner_instance_is_running_time_seconds",
  "fleeting_provisioner_instance_life_duration_seconds",
  "fleeting_taskscaler_task_instance_readiness_time_seconds",
  "gitlab_runner_api_request_duration_seconds",
  "gitlab_runner_cache_s3_assume_role_duration_seconds",
  "gitlab_runner_cache_s3_assume_role_wait_seconds",
  "gitlab_runner_job_duration_seconds",
  "gitlab_runner_job_queue_duration_seconds",
  "gitlab_runner_job_stage_duration_seconds",
];

/** Names of the runner's series. `up`, which Prometheus makes itself, and those of Go and the process are not here. */
export const runnerMetrics: ReadonlySet<string> = new Set([
  ...plain,
  ...histograms.flatMap((name) => ["bucket", "sum", "count"].map((part) => `${name}_${part}`)),
]);

const words = new Set(
  (
    "and or unless atan2 bool offset by without on ignoring group_left group_right inf nan start end " +
    "sum min max avg group stddev stdvar count count_values bottomk topk quantile"
  ).split(" "),
);

/**
 * Names of the metrics in a query, each once. A selector that names its metric by the label `__name__` gives
 * `__name__`, which is in no list: the name could not be told from a pattern.
 */
export function metricsOf(promql: string): string[] {
  const bare = promql
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, '""')
    .replace(/#.*/g, "")
    .replace(/\{[^}]*\}/g, (selector) => (/\b__name__\b/.test(selector) ? " __name__ " : " "))
    .replace(/\[[^\]]*\]/g, " ")
    .replace(/\$\{?\w+\}?/g, " ")
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/gi, " ")
    .replace(/\b\d[\w.]*/g, " ");
  const names = [...bare.matchAll(/[A-Za-z_:][\w:]*(?!\s*\(|[\w:])/g)].map(([name]) => name);
  return [...new Set(names.filter((name) => !words.has(name.toLowerCase())))];
}
