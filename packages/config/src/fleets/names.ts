import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Names that follow from a description; what is made and what refers to it both take them from here. */
export interface ShardNames {
  /** Name of the manager: its Helm release, StatefulSet and AWS role. */
  readonly manager: string;
  /** The manager's Kubernetes service account, which its AWS role trusts. */
  readonly serviceAccount: string;
}

/**
 * The first shard keeps the plain name, so that adding a shard renames, and so replaces, nothing that runs.
 */
export const numbered = (name: string, shard: number) => (shard === 0 ? name : `${name}-${shard + 1}`);

/** Names of one shard's manager; shards are counted from 0. */
export function shardNames(config: RunnerFleetConfig, shard: number): ShardNames {
  return {
    manager: numbered(config.name, shard),
    serviceAccount: numbered(textOf(config.cluster.serviceAccountName) ?? config.name, shard),
  };
}

/** Name of a fleet's Auto Scaling group in one shard, and of its entry of `[[runners]]`. */
export function groupName(config: RunnerFleetConfig, fleet: string, shard: number): string {
  return numbered(`${config.name}-${fleet}`, shard);
}

/** Namespace of the managers. */
export function namespaceName(config: RunnerFleetConfig): string {
  return textOf(config.cluster.namespace) ?? config.name;
}

/**
 * Whether the namespace is made. A Secret of the user's must be in it before the manager starts, so the namespace must
 * be there before the first apply.
 */
export function namespacePolicy({ cluster }: RunnerFleetConfig): "create" | "existing" {
  return cluster.namespacePolicy ?? (cluster.tokens.source === "variable" ? "create" : "existing");
}

/** Name of the Secret that holds the runner tokens. */
export function tokenSecretName(config: RunnerFleetConfig): string {
  return textOf(config.cluster.tokens.secretName) ?? `${config.name}-tokens`;
}

/** Key of a fleet's token in that Secret. */
export function tokenKey(config: RunnerFleetConfig, fleet: string): string {
  return textOf(config.fleets[fleet]?.tokenKey) ?? fleet;
}

/** Environment variable of the manager from which GitLab Runner reads a fleet's token. */
export function tokenVariable(fleet: string): string {
  return `RUNNER_TOKEN_${fleet.toUpperCase().replaceAll("-", "_")}`;
}

const textOf = (value: { toString(): string } | undefined) => value?.toString();
