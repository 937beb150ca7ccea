import { Expression, operand, type NumberOrExpression, type TextOrExpression } from "../values/expression";

interface Step<Values> {
  /** The step holds up to this many. */
  readonly upTo: number;
  readonly values: Values;
}

/** The values of a step, or of the step that Terraform will choose. */
type Chosen<Values> = {
  readonly [Key in keyof Values]: Values[Key] extends number ? NumberOrExpression : TextOrExpression;
};

/** The values of the first step that holds the size; Terraform chooses them where it alone knows the size. */
function stepFor<Values extends Readonly<Record<string, string | number>>>(
  steps: readonly Step<Values>[],
  size: NumberOrExpression,
): Chosen<Values> {
  const last = steps[steps.length - 1] as Step<Values>;
  const chosen =
    typeof size === "number"
      ? (steps.find(({ upTo }) => size <= upTo) ?? last).values
      : Object.fromEntries(Object.keys(last.values).map((key) => [key, choice(steps, key, size)]));
  return chosen as Chosen<Values>;
}

function choice(
  steps: readonly Step<Readonly<Record<string, string | number>>>[],
  key: string,
  size: Expression<"number">,
): Expression {
  const values = steps.map(({ upTo, values: { [key]: value } }) => ({ upTo, value: JSON.stringify(value) }));
  const terraform = values
    .filter(({ value }, index) => value !== values[index + 1]?.value)
    .reduceRight((rest, { upTo, value }) => (rest ? `${operand(size)} <= ${upTo} ? ${value} : ${rest}` : value), "");
  return typeof steps[0]?.values[key] === "number" ? Expression.number(terraform) : Expression.text(terraform);
}

/**
 * Job requests that wait at GitLab at the same time, by jobs at once. GitLab advises 2 to 4 where long polling is on;
 * with 1, one waiting request holds up every other job.
 */
const requestConcurrencySteps: readonly Step<{ readonly requests: number }>[] = [
  { upTo: 20, values: { requests: 2 } },
  { upTo: 100, values: { requests: 3 } },
  { upTo: Infinity, values: { requests: 4 } },
];

/**
 * How often the group is looked at, by machines. Every look is a call of DescribeAutoScalingGroups, whose rate AWS
 * limits for the whole account.
 */
const updateIntervalSteps: readonly Step<{ readonly idle: string; readonly expecting: string }>[] = [
  { upTo: 50, values: { idle: "1m", expecting: "2s" } },
  { upTo: 200, values: { idle: "1m", expecting: "5s" } },
  { upTo: Infinity, values: { idle: "2m", expecting: "10s" } },
];

/**
 * What the manager's pod requests, by machines: each SSH connection and job log is memory of the manager. Ample and not
 * measured: a manager that runs out of memory loses every job.
 */
const managerResourceSteps: readonly Step<{ readonly cpu: string; readonly memory: string }>[] = [
  { upTo: 20, values: { cpu: "100m", memory: "512Mi" } },
  { upTo: 100, values: { cpu: "250m", memory: "1Gi" } },
  { upTo: 400, values: { cpu: "500m", memory: "2Gi" } },
  { upTo: Infinity, values: { cpu: "1", memory: "4Gi" } },
];

/** `request_concurrency` for a fleet of so many jobs at once. */
export const requestConcurrency = (jobs: NumberOrExpression) => stepFor(requestConcurrencySteps, jobs).requests;

/** `update_interval` and `update_interval_when_expecting` for a fleet of so many machines. */
export const updateIntervals = (machines: NumberOrExpression) => stepFor(updateIntervalSteps, machines);

/** Requests of a manager with so many machines. */
export const managerResources = (machines: NumberOrExpression) => stepFor(managerResourceSteps, machines);
