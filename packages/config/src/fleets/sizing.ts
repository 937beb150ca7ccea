import type { NumberOrExpression } from "../values/expression";

interface Step<Value> {
  /** The step holds up to this many. */
  readonly upTo: number;
  readonly value: Value;
}

/** A size known only to Terraform is taken to be the middle step. */
function stepFor<Value>(steps: readonly Step<Value>[], size: NumberOrExpression): Value {
  const step = typeof size === "number" ? steps.find(({ upTo }) => size <= upTo) : steps[Math.floor(steps.length / 2)];
  return (step ?? (steps[steps.length - 1] as Step<Value>)).value;
}

/**
 * Job requests that wait at GitLab at the same time, by jobs at once. GitLab advises 2 to 4 where long polling is on;
 * with 1, one waiting request holds up every other job.
 */
const requestConcurrencySteps: readonly Step<number>[] = [
  { upTo: 20, value: 2 },
  { upTo: 100, value: 3 },
  { upTo: Infinity, value: 4 },
];

/**
 * How often the group is looked at, by machines. Every look is a call of DescribeAutoScalingGroups, whose rate AWS
 * limits for the whole account.
 */
const updateIntervalSteps: readonly Step<{ readonly idle: string; readonly expecting: string }>[] = [
  { upTo: 50, value: { idle: "1m0s", expecting: "2s" } },
  { upTo: 200, value: { idle: "1m0s", expecting: "5s" } },
  { upTo: Infinity, value: { idle: "2m0s", expecting: "10s" } },
];

/**
 * What the manager's pod requests, by machines: each SSH connection and job log is memory of the manager. Ample and not
 * measured: a manager that runs out of memory loses every job.
 */
const managerResourceSteps: readonly Step<{ readonly cpu: string; readonly memory: string }>[] = [
  { upTo: 20, value: { cpu: "100m", memory: "512Mi" } },
  { upTo: 100, value: { cpu: "250m", memory: "1Gi" } },
  { upTo: 400, value: { cpu: "500m", memory: "2Gi" } },
  { upTo: Infinity, value: { cpu: "1", memory: "4Gi" } },
];

/** `request_concurrency` for a fleet of so many jobs at once. */
export const requestConcurrency = (jobs: NumberOrExpression) => stepFor(requestConcurrencySteps, jobs);

/** `update_interval` and `update_interval_when_expecting` for a fleet of so many machines. */
export const updateIntervals = (machines: NumberOrExpression) => stepFor(updateIntervalSteps, machines);

/** Requests of a manager with so many machines. */
export const managerResources = (machines: NumberOrExpression) => stepFor(managerResourceSteps, machines);
