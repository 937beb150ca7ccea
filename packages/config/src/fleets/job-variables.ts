import { profiles } from "../profiles/profiles";
import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression, operand, terraformText, type TextOrExpression } from "../values/expression";
import { withEcrLogin } from "./ecr-login";
import { hasPods } from "./fleet-kinds";
import { trustVariables } from "./trust-variables";

/** Variables of jobs as config.toml has them, each `NAME=value`. */
export type JobVariables = Expression<"list"> | readonly TextOrExpression[];

/**
 * The variables of every job of a fleet: those that follow from the description, without the ones that the fleet's own
 * `environment` names, and then its own.
 */
export function jobVariables(config: RunnerFleetConfig, fleet: Fleet): JobVariables | undefined {
  const derived = [...profileVariables(fleet), ...trustVariables(config, fleet)];
  const own = withEcrLogin(config, fleet);
  if (own === undefined) {
    return derived.length === 0 ? undefined : derived;
  }
  if (Expression.is(own)) {
    return derived.length === 0
      ? own
      : Expression.list(`concat([${derived.map(terraformText).join(", ")}], ${operand(own)})`);
  }
  const named = new Set(own.map(nameOf));
  return [...derived.filter((variable) => !named.has(nameOf(variable))), ...own];
}

const profileVariables = (fleet: Fleet): readonly TextOrExpression[] =>
  hasPods(fleet) ? profiles[fleet.profile].environment : [];

/** The name in `NAME=value`; of a text that Terraform alone knows from its first letter on, the text itself. */
function nameOf(entry: TextOrExpression): string | Expression {
  const [start = entry] = Expression.is(entry) ? (entry.pieces ?? []) : [entry];
  return typeof start === "string" ? start.slice(0, start.indexOf("=")) : start;
}
