import { tokensOf, type RunnerFleetConfig } from "@runner-fleet/config";
import type { EffectId } from "./effects";
import type { NewToken } from "./new-tokens";

/** What becomes of an apply that finds a token missing, and of tokens of another GitLab. */
export function tokenEffects(
  before: RunnerFleetConfig,
  after: RunnerFleetConfig,
  tokens: readonly NewToken[],
): EffectId[] {
  // What Terraform registers itself it makes anew in another GitLab.
  const isElsewhere = String(before.gitlab.url) !== String(after.gitlab.url) && tokensOf(after).source !== "gitlab";
  return [
    ...(isElsewhere ? (["gitlab-changed"] as const) : []),
    ...(tokens.length > 0 ? [isLookedFor(after) ? ("token-refused" as const) : ("token-needed" as const)] : []),
  ];
}

/** Whether a token is looked for before anything is changed: by a Job in the cluster, or by the plan for its ARN. */
function isLookedFor({ manager: { platform }, ...config }: RunnerFleetConfig): boolean {
  return platform === "kubernetes"
    ? config.cluster.preflight !== "none"
    : config[platform]?.tokens.store === "secrets-manager";
}
