// `$namespace`, `$pod` and `$fleet` are variables of the dashboard, and patterns: `.*-0` looks at several managers.
// A label of the runner's that the Prometheus Operator has too is `exported_…`: of those it is `endpoint` alone.

/** Labels that select the managers looked at. */
export const manager = 'namespace=~"$namespace", pod=~"$pod"';

/** Labels that select their fleets, for metrics that name one. */
export const fleet = `${manager}, runner_name=~"$fleet"`;

/** Labels that select their processes. The container is named because a sidecar may have metrics of its own process. */
export const process = `${manager}, container="manager"`;

/** Labels that select failed jobs that their project has no part in. */
export const systemFailure = `${fleet}, failure_reason="runner_system_failure"`;

/** Nothing for each fleet: a gauge that has no series while there is nothing to count is then drawn as 0. */
export const noneByFleet = `0 * group by (runner_name) (gitlab_runner_limit{${fleet}})`;

/** A counter's increase per second. */
export function perSecond(metric: string, by: string, labels = fleet): string {
  return `sum by (${by}) (rate(${metric}{${labels}}[$__rate_interval]))`;
}

/**
 * How often something rare happened in the interval. A counter that appears with its first event has no increase yet, so
 * a series that was not there an interval ago counts as it is; unless the manager was not there either, as after a
 * failure of Prometheus: that would show old events as new ones.
 */
export function events(metric: string, by: string, labels = fleet, interval = "$__rate_interval"): string {
  const counter = `${metric}{${labels}}`;
  const wasScraped = `on (namespace, pod) gitlab_runner_version_info{${manager}} offset ${interval}`;
  return (
    `sum by (${by}) ((${counter} unless ${counter} offset ${interval} and ${wasScraped}) ` +
    `or increase(${counter}[${interval}]))`
  );
}

/** A quantile of a histogram. */
export function quantile(share: number, histogram: string, by: string, labels = fleet): string {
  const buckets = `sum by (le, ${by}) (rate(${histogram}_bucket{${labels}}[$__rate_interval]))`;
  return `histogram_quantile(${share}, ${buckets})`;
}

/** Median and 95th percentile of a histogram for each fleet, by legend. */
export function quantilesByFleet(histogram: string): Record<string, string> {
  return {
    "{{runner_name}} p50": quantile(0.5, histogram, "runner_name"),
    "{{runner_name}} p95": quantile(0.95, histogram, "runner_name"),
  };
}

/** One of two in shares of 1, without a result where the other is 0. */
export function share(part: string, whole: string): string {
  return `${part} / (${whole} > 0)`;
}

const jobsByManager = `sum by (namespace, pod) (gitlab_runner_jobs{${manager}})`;
const concurrent = `max by (namespace, pod) (gitlab_runner_concurrent{${manager}})`;

/** Jobs of each manager in shares of what it may run at once. */
export const concurrencyUsed = share(`(${jobsByManager} or 0 * ${concurrent})`, concurrent);

/**
 * Gives the fleet's name to requests, which know their runner by the start of its token alone. The limit is the one
 * metric that has both and is always there; its value doesn't matter.
 */
export function withFleet(requests: string): string {
  const names = `group by (namespace, pod, runner, runner_name) (gitlab_runner_limit{${fleet}})`;
  return `${requests} * on (namespace, pod, runner) group_left (runner_name) ${names}`;
}

/** States of the manager's process by the number that stands for each in a panel; 0 is a manager that doesn't answer. */
export const processStates = ["starting", "running", "graceful-shutdown", "forceful-shutdown"];

/** The state of each manager's process as a number. */
export const processState = [
  ...processStates.map(
    (state, index) =>
      `${index + 1} * max by (namespace, pod) (gitlab_runner_process_state_info{${manager}, state="${state}"})`,
  ),
  `0 * max by (namespace, pod) (up{${process}} == 0)`,
].join(" or ");
