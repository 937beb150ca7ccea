import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { hasMachines, hasPods } from "./fleet-kinds";
import { Expression, joinedText, orElse, type TextOrExpression } from "../values/expression";

/** Names that follow from a description; what is made and what refers to it both take them from here. */
export interface ShardNames {
  /** Name of the manager: its Helm release, StatefulSet and AWS role. */
  readonly manager: TextOrExpression;
  /** The manager's Kubernetes service account, which its AWS role trusts. */
  readonly serviceAccount: TextOrExpression;
}

/** What a shard's number adds to a name: nothing for the first, so that a second renames, and so replaces, nothing. */
const shardSuffix = (shard: number) => (shard === 0 ? "" : `-${shard + 1}`);

/** The name of what is there once a shard. */
export const numbered = (name: string, shard: number) => `${name}${shardSuffix(shard)}`;

/** Names of one shard's manager; shards are counted from 0. */
export function shardNames({ name, cluster }: RunnerFleetConfig, shard: number): ShardNames {
  return {
    manager: joinedName(name, shardSuffix(shard)),
    serviceAccount: joinedName(orElse(cluster.serviceAccountName, name), shardSuffix(shard)),
  };
}

/**
 * Name of the Auto Scaling group and launch template of a manager on EC2: one that no fleet's has, since names of fleets
 * have no dots.
 *
 * @param manager the manager's name
 */
export const managerGroupName = (manager: string): string => `${manager}.manager`;

/** Name of a fleet: its key in the description, unless Terraform alone knows it. */
export function fleetName({ fleets }: RunnerFleetConfig, key: string): TextOrExpression {
  return fleets[key]?.plannedName ?? key;
}

/** Name of a fleet's entry of `[[runners]]` in one shard. */
export function runnerName(config: RunnerFleetConfig, key: string, shard: number): TextOrExpression {
  const fleet = config.fleets[key];
  const planned = fleet && hasMachines(fleet) ? fleet.plannedGroupName : undefined;
  return joinedName(planned ?? joinedName(config.name, "-", fleetName(config, key)), shardSuffix(shard));
}

/** Name of a fleet's Auto Scaling group in one shard: that of its entry of `[[runners]]`. */
export const groupName = runnerName;

/** Namespace of a fleet's pods; all shards have the same. */
export function jobsNamespace(config: RunnerFleetConfig, key: string): TextOrExpression {
  const fleet = config.fleets[key];
  const given = fleet && hasPods(fleet) ? fleet.kubernetes.namespace : undefined;
  return given ?? joinedName(config.name, "-", fleetName(config, key));
}

/** Namespace of the managers. */
export function namespaceName({ name, cluster }: RunnerFleetConfig): TextOrExpression {
  return orElse(cluster.namespace, name);
}

/**
 * Whether the namespace is made. A Secret of the user's must be in it before the manager starts, so the namespace must
 * be there before the first apply.
 */
export function namespacePolicy({ cluster }: RunnerFleetConfig): "create" | "existing" {
  return cluster.namespacePolicy ?? (cluster.tokens.source === "existing" ? "existing" : "create");
}

/** Name of the Secret that holds the runner tokens. */
export function tokenSecretName({ name, cluster }: RunnerFleetConfig): TextOrExpression {
  return orElse(cluster.tokens.secretName, joinedName(name, "-tokens"));
}

/** What the names of tokens begin with in Systems Manager or Secrets Manager, for managers outside Kubernetes. */
export function tokenPath({ name, manager, ec2, fargate }: RunnerFleetConfig): TextOrExpression {
  const given = { kubernetes: undefined, ec2, fargate }[manager.platform]?.tokens.path;
  return given ?? joinedName("/", name, "/");
}

/** Key of a fleet's token in that Secret, and after that path. */
export function tokenKey(config: RunnerFleetConfig, key: string): TextOrExpression {
  return orElse(config.fleets[key]?.tokenKey, fleetName(config, key));
}

/** Environment variable of the manager from which GitLab Runner reads a fleet's token. */
export function tokenVariable(fleet: TextOrExpression): TextOrExpression {
  return joinedText(
    "RUNNER_TOKEN_",
    Expression.is(fleet)
      ? Expression.text(`upper(replace(${fleet.terraform}, "-", "_"))`)
      : fleet.toUpperCase().replaceAll("-", "_"),
  );
}

/** A name that consists of one piece is that piece. */
function joinedName(...pieces: readonly TextOrExpression[]): TextOrExpression {
  const [first = "", ...more] = pieces.filter((piece) => piece !== "");
  return more.length === 0 ? first : joinedText(first, ...more);
}
