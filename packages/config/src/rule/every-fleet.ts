import type { Rule, RuleFinding } from "./rule";
import { knownEntries } from "../values/known-value";
import type { Fleet, Policy, RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Where something of a fleet is, from the top of the description. */
export type PathInFleet = (...segments: readonly PropertyKey[]) => PropertyKey[];

/** A rule's check that looks at every fleet on its own. */
export const everyFleet =
  (
    check: (fleet: Fleet, at: PathInFleet, config: RunnerFleetConfig, name: string) => Iterable<RuleFinding>,
  ): Rule["check"] =>
  (config) =>
    Object.entries(config.fleets).flatMap(([name, fleet]) => [
      ...check(fleet, (...segments) => ["fleets", name, ...segments], config, name),
    ]);

/** A rule's check that looks at every policy of every fleet on its own. */
export const everyPolicy = (
  check: (policy: Policy, at: PathInFleet, fleet: Fleet, config: RunnerFleetConfig) => Iterable<RuleFinding>,
): Rule["check"] =>
  everyFleet((fleet, at, config) =>
    knownEntries(fleet.policies).flatMap(([index, policy]) => [
      ...check(policy, (...segments) => at("policies", index, ...segments), fleet, config),
    ]),
  );
