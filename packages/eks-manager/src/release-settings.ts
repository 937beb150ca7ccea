import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import { Expression, planConditions, type NumberOrExpression, type RunnerFleetConfig } from "@runner-fleet/config";
import { Token, type IResolvable, type ITerraformDependable } from "cdktf";

/** What the release of a manager has whichever chart it is of. */
export interface ReleaseSettingsInput {
  /** The description, whose sizes Terraform holds against the rules where it alone knows them. */
  readonly config: RunnerFleetConfig;
  /** Whether an apply waits until the manager is ready. */
  readonly waitForRollout: boolean | IResolvable;
  /** Seconds that Helm waits. */
  readonly timeout: NumberOrExpression;
  /**
   * What must be there before the manager starts.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** How Helm rolls a manager out. */
export function releaseSettings({
  config,
  waitForRollout,
  timeout,
  dependsOn,
}: ReleaseSettingsInput): Pick<
  ReleaseConfig,
  "wait" | "atomic" | "timeout" | "maxHistory" | "dependsOn" | "lifecycle"
> {
  const precondition = planConditions(config).map(({ condition, message }) => ({
    condition: `\${${condition}}`,
    errorMessage: message,
  }));
  return {
    wait: waitForRollout,
    // Not atomic: rolling back would drain the manager a second time, for an hour and without need.
    atomic: false,
    timeout: Expression.is(timeout) ? Token.asNumber(String(timeout)) : timeout,
    maxHistory: 5,
    dependsOn,
    lifecycle: precondition.length > 0 ? { precondition } : undefined,
  };
}
