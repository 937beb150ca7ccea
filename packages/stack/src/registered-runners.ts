import { runnerName, tokensOf, type RunnerFleetConfig } from "@runner-fleet/config";
import { RunnerRegistration, type RunnerProps } from "@runner-fleet/runner-registration";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { expressionOf } from "./token-expressions";

/** The runners that the description asks for in GitLab, one a fleet; `undefined` where they exist already. */
export function registeredRunners(scope: Construct, config: RunnerFleetConfig): RunnerRegistration | undefined {
  const { registration, fleets } = config;
  if (!registration) {
    return undefined;
  }
  const runners = Object.fromEntries(
    Object.entries(fleets).map<[string, RunnerProps]>(([fleet, { registration: runner = {} }]) => {
      const { description = runnerName(config, fleet, 0), ...settings } = runner;
      return [fleet, resolveExpressions({ ...settings, description })];
    }),
  );
  return new RunnerRegistration(scope, "Registration", {
    ...resolveExpressions(registration),
    runners,
    revision: resolveExpressions(tokensOf(config).revision),
  });
}

/** The description with the numbers of its runners, by which a manager tells a runner that has a new token. */
export function withRunnerIds(
  scope: Construct,
  config: RunnerFleetConfig,
  registration: RunnerRegistration | undefined,
): RunnerFleetConfig {
  if (!registration) {
    return config;
  }
  const fleets = Object.entries(config.fleets).map(([name, fleet]) => {
    const runner = registration.runners[name];
    return [name, runner ? { ...fleet, id: expressionOf(scope, `runnerId-${name}`, "number", runner.id) } : fleet];
  });
  return { ...config, fleets: Object.fromEntries(fleets) as RunnerFleetConfig["fleets"] };
}
