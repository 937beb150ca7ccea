import type { FleetShard } from "../fleets/fleet-shard";
import { policySchema } from "../schema/autoscaler";
import type { MachineFleet } from "../schema/fleet";
import type { Policy } from "../schema/runner-fleet-config";
import { Expression, operand, type NumberOrExpression } from "../values/expression";
import { Conditional, EachTable, tomlTable, type TomlTable, type TomlValue } from "./toml-table";

const EVERY_MINUTE = "* * * * *";

/** What holds when no other policy does. */
const otherwise = policySchema.parse({});

/** The policies of a fleet, and what they are a part of. */
export interface PolicyTablesInput extends Pick<FleetShard, "jobs" | "share"> {
  /** The policies as the description has them. */
  readonly policies: MachineFleet["policies"];
}

/**
 * `[[runners.autoscaler.policy]]` of a fleet. What holds when no other policy does must be said, and first, since of
 * several policies the last one counts.
 */
export function policyTables({ policies, jobs, share }: PolicyTablesInput): TomlValue[] {
  if (!Expression.is(policies)) {
    const first = policies[0];
    const all = first && holdsAlways(first) ? policies : [otherwise, ...policies];
    return all.map((policy) => policyTable(policy, jobs, share));
  }
  const firstHoldsAlways = `try(contains(${operand(policies)}[0].periods, ${JSON.stringify(EVERY_MINUTE)}), false)`;
  return [
    new Conditional(`!${firstHoldsAlways}`, policyTable(otherwise, jobs, share)),
    new EachTable(policies.terraform, "policy", policyOfLoop(jobs, share)),
  ];
}

const holdsAlways = ({ periods }: Policy) =>
  periods === undefined || (Array.isArray(periods) && periods.includes(EVERY_MINUTE));

function policyTable(policy: Policy, jobs: NumberOrExpression, share: FleetShard["share"]): TomlTable {
  const { scaleFactor, scaleFactorLimit, periods = [EVERY_MINUTE] } = policy;
  const limit = scaleFactor === undefined ? undefined : jobs;
  return tomlTable(policySchema, {
    ...policy,
    periods,
    idleCount: share(policy.idleCount),
    scaleFactorLimit: scaleFactorLimit === undefined ? limit : share(scaleFactorLimit),
  });
}

/** The table of `policy` in a loop: its attributes have the model's names, and are null where left out. */
function policyOfLoop(jobs: NumberOrExpression, share: FleetShard["share"]): TomlTable {
  const given = Expression.number("policy.scale_factor_limit");
  const limit = `${given.terraform} == null ? ${operand(jobs)} : ${operand(share(given))}`;
  const table = tomlTable(policySchema, {
    periods: Expression.list("policy.periods"),
    timezone: Expression.text("policy.timezone"),
    idleCount: share(Expression.number("policy.idle_count")),
    idleTime: Expression.text("policy.idle_time"),
    scaleFactor: Expression.number("policy.scale_factor").optional(),
    scaleFactorLimit: Expression.number(limit),
    preemptiveMode: Expression.flag("policy.preemptive_mode").optional(),
  });
  const { scale_factor_limit } = table;
  return {
    ...table,
    scale_factor_limit: new Conditional(
      "policy.scale_factor != null || policy.scale_factor_limit != null",
      scale_factor_limit as TomlValue,
    ),
  };
}
