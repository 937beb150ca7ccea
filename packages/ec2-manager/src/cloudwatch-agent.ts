import { jsonDocument } from "@runner-fleet/config";

/** Namespace of the managers' metrics. */
export const METRIC_NAMESPACE = "RunnerFleet/Manager";

/** Dimension of a manager's metrics: its name. It has no host, so that an alarm outlives the instance. */
export const MANAGER_DIMENSION = "Manager";

/** Where the manager's record of its machines is. */
export const STATE_FOLDER = "/var/lib/gitlab-runner";

/** The files that go to CloudWatch Logs, by what the streams' names end with. */
const logFiles = {
  "gitlab-runner": "/var/log/gitlab-runner/gitlab-runner.log",
  "runner-fleet": "/var/log/runner-fleet/runner-fleet.log",
  "cloud-init": "/var/log/cloud-init-output.log",
} as const;

/**
 * The configuration of the CloudWatch agent: whether GitLab Runner runs, memory and disks each minute, and the log. The
 * agent reads files and not the journal, so what is logged goes to files.
 *
 * @param manager name of the manager, or what stands for it
 * @param logGroup name of the log group, or what stands for it
 */
export function cloudWatchAgentConfig(manager: string, logGroup: string): string {
  const append_dimensions = { [MANAGER_DIMENSION]: manager };
  return jsonDocument({
    agent: { metrics_collection_interval: 60, omit_hostname: true },
    metrics: {
      namespace: METRIC_NAMESPACE,
      // Alarms name all dimensions of a metric, and some of the agent's own are its business.
      aggregation_dimensions: [[MANAGER_DIMENSION], [MANAGER_DIMENSION, "path"]],
      metrics_collected: {
        procstat: [{ pattern: "gitlab-runner run", measurement: ["pid_count"], append_dimensions }],
        mem: { measurement: ["mem_used_percent"], append_dimensions },
        disk: { resources: ["/", STATE_FOLDER], measurement: ["used_percent"], drop_device: true, append_dimensions },
      },
    },
    logs: {
      logs_collected: {
        files: {
          collect_list: Object.entries(logFiles).map(([stream, file_path]) => ({
            file_path,
            log_group_name: logGroup,
            log_stream_name: `{instance_id}/${stream}`,
          })),
        },
      },
    },
  });
}
