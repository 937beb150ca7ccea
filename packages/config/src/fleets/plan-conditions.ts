import { formatPath } from "../findings/finding";
import { Expression, operand, orElse, product, type NumberOrExpression } from "../values/expression";
import { knownEntries } from "../values/known-value";
import type { MachineFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { hasMachines } from "./fleet-kinds";

/** What Terraform holds a size against that it alone knows. */
export interface PlanCondition {
  /** Terraform's condition. */
  readonly condition: string;
  /** What must be, in the form of a finding: where, which rule, what was given, what to do. */
  readonly message: string;
}

/**
 * The rules over sizes, for those that are known only when Terraform plans: where a size of a fleet is an expression,
 * nothing could be said of it before.
 */
export function planConditions(config: RunnerFleetConfig): PlanCondition[] {
  return Object.entries(config.fleets).flatMap(([name, fleet]) =>
    hasMachines(fleet)
      ? machineConditions(config, ["fleets", name], fleet)
      : atLeast(
          fleet.limit,
          config.manager.shards,
          formatPath(["fleets", name, "limit"]),
          "raise it; every manager needs a job",
        ),
  );
}

function machineConditions({ manager }: RunnerFleetConfig, path: PropertyKey[], fleet: MachineFleet): PlanCondition[] {
  const { maxInstances, capacityPerInstance, maxUseCount, policies } = fleet;
  const jobs = product(maxInstances, capacityPerInstance);
  const at = (...rest: PropertyKey[]) => formatPath([...path, ...rest]);
  return [
    ...atLeast(maxInstances, manager.shards, at("maxInstances"), "raise it; every manager needs a machine"),
    ...atLeast(capacityPerInstance, 1, at("capacityPerInstance"), "give every machine a job at least"),
    ...atLeast(orElse(maxUseCount, 1), 0, at("maxUseCount"), "use 0 for machines that are never replaced"),
    ...knownEntries(policies).flatMap(([index, { idleCount, scaleFactorLimit }]) => [
      ...atLeast(idleCount, 0, at("policies", index, "idleCount"), "use 0 for no idle machines"),
      ...atMost(idleCount, jobs, at("policies", index, "idleCount"), "idle-count-above-capacity"),
      ...(scaleFactorLimit === undefined
        ? []
        : atMost(
            scaleFactorLimit,
            jobs,
            at("policies", index, "scaleFactorLimit"),
            "scale-factor-limit-above-capacity",
          )),
    ]),
  ];
}

function atLeast(value: NumberOrExpression, least: number, path: string, fix: string): PlanCondition[] {
  if (!Expression.is(value)) {
    return [];
  }
  const given = operand(value);
  return [
    {
      condition: `${given} >= ${least} && floor(${given}) == ${given}`,
      message: `${path}: must be a whole number of at least ${least}, got \${${given}}; ${fix} [schema-range]`,
    },
  ];
}

function atMost(value: NumberOrExpression, most: NumberOrExpression, path: string, rule: string): PlanCondition[] {
  if (!Expression.is(value) && !Expression.is(most)) {
    return [];
  }
  const [given, limit] = [value, most].map(operand);
  return [
    {
      condition: `${given} <= ${limit}`,
      message: `${path}: must be at most maxInstances × capacityPerInstance (\${${limit}}), got \${${given}}; lower it, or raise maxInstances [${rule}]`,
    },
  ];
}
