export { ConfigError, formatFinding } from "./config-error";
export { Duration } from "./duration";
export { Expression, product, share, sum, type ExpressionKind, type NumberOrExpression } from "./expression";
export { formatGiven, formatPath, looksLikeSecret, type Finding } from "./finding";
export { fleetShards, shards, type FleetShard } from "./fleet-shard";
export { instanceReadyCommand } from "./instance-ready-command";
export {
  groupName,
  namespaceName,
  namespacePolicy,
  shardNames,
  tokenKey,
  tokenSecretName,
  tokenVariable,
  type ShardNames,
} from "./names";
export { checkConfig, readConfig, type CheckedConfig, type ReadConfig } from "./read-config";
export { METRICS_PORT } from "./render/config-document";
export { renderConfigToml } from "./render/config-toml";
export { restartKeys } from "./render/restart-keys";
export { type Resolved } from "./resolved";
export { type Rule, type RuleFinding } from "./rule";
export { rules } from "./rules";
export {
  runnerFleetConfigSchema,
  type Fleet,
  type Machines,
  type Policy,
  type RunnerFleetConfig,
  type RunnerFleetInput,
} from "./schema/runner-fleet-config";
export { machinesSchema, operatingSystems } from "./schema/machines";
export { managerResources } from "./sizing";
export { sshKeyFolder, sshUser } from "./ssh-user";
export { Template } from "./template";
export { escapeTemplate } from "./terraform-text";
export { versions } from "./versions";
export { describeFleets } from "./describe-fleets";
export {
  terraformName,
  variable,
  variables,
  type Variable,
  type VariableExpression,
  type VariableName,
  type VariableValidation,
} from "./variables";
