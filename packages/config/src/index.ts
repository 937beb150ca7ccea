export { ConfigError, formatFinding } from "./findings/config-error";
export { secondsOf } from "./values/seconds-of";
export { Duration } from "./values/duration";
export {
  Expression,
  joinedText,
  operand,
  product,
  share,
  sum,
  terraformText,
  type ExpressionKind,
  type NumberOrExpression,
  type TextOrExpression,
} from "./values/expression";
export { formatGiven, formatPath, looksLikeSecret, type Finding } from "./findings/finding";
export {
  fleetShards,
  isMachineFleetShard,
  machineFleetShards,
  shards,
  type FleetShard,
  type KubernetesFleetShard,
  type MachineFleetShard,
} from "./fleets/fleet-shard";
export { isCacheByRole, managerNeedsRole, roleNeeds, type RoleNeed } from "./fleets/aws-needs";
export { ecrArnInPartition, managerLogsInToEcr } from "./fleets/ecr-registries";
export { CACHE_PORT, cacheServer, type CacheServer } from "./fleets/cache-server";
export { enforcedLevel, makesInNamespace } from "./fleets/pod-namespace";
export { CA_FILE, CA_FOLDER } from "./fleets/ca-mount";
export { fleetsOf, hasContainers, hasMachines, hasPods } from "./fleets/fleet-kinds";
export { instanceArchitecture, type Architecture } from "./fleets/instance-architecture";
export { instanceReadyCommand } from "./fleets/instance-ready-command";
export { jobsOnMachines, type JobsOnMachines } from "./fleets/jobs-on-machines";
export { tokensOf, type TokensOfManagers } from "./fleets/manager-tokens";
export {
  fleetName,
  groupName,
  jobsNamespace,
  managerGroupName,
  namespaceName,
  namespacePolicy,
  numbered,
  runnerName,
  shardNames,
  tokenKey,
  tokenPath,
  tokenSecretName,
  tokenVariable,
  type ShardNames,
} from "./fleets/names";
export { checkConfig, readConfig, type CheckedConfig, type ReadConfig } from "./check/read-config";
export { describedKeys, type DescribedKey, type DescribedTomlKey } from "./keys/described-keys";
export { reasonForAbsence } from "./keys/reason-for-absence";
export { isSecretKey } from "./keys/secret-keys";
export { knownKeys } from "./keys/known-keys";
export { profiles, type ProfileName } from "./profiles/profiles";
export { METRICS_PORT } from "./render/config-document";
export { renderConfigToml } from "./render/config-toml";
export { renderRunnerTemplate } from "./render/runner-template";
export { restartKeys } from "./render/restart-keys";
export { counted } from "./values/counted";
export { isPlainTable } from "./values/plain-table";
export { jsonDocument } from "./values/json-document";
export { type Resolved } from "./values/resolved";
export { isAcceptable, type Rule, type RuleFinding } from "./rule/rule";
export { rules } from "./rules";
export {
  runnerFleetConfigSchema,
  type DockerAutoscalerFleetInput,
  type Machines,
  type MachinesInput,
  type Policy,
  type RunnerFleetConfig,
  type RunnerFleetInput,
} from "./schema/runner-fleet-config";
export {
  type DockerAutoscalerFleet,
  type Fleet,
  type InstanceFleet,
  type KubernetesFleet,
  type MachineFleet,
} from "./schema/fleet";
export { alerts } from "./schema/cluster-monitoring";
export { operatingSystems } from "./schema/machine-image";
export { ec2ManagerSchema, type Ec2ManagerSettings } from "./schema/ec2-manager";
export { fargateManagerSchema, type FargateManagerSettings } from "./schema/fargate-manager";
export { instanceMachinesSchema } from "./schema/instance-machines";
export { machinesSchema } from "./schema/machines";
export { type Trust } from "./schema/trust";
export { alwaysDirect, hasProxy, noProxyText } from "./fleets/no-proxy";
export { managerResources } from "./fleets/sizing";
export { sshKeyFolder, sshUser } from "./fleets/ssh-user";
export { Directive, Template, type TemplatePart } from "./values/template";
export { escapeTemplate } from "./values/terraform-text";
export { versions } from "./versions";
export { describeFleets } from "./fleets/describe-fleets";
export {
  terraformName,
  variable,
  variables,
  type SimpleVariableName,
  type VariableExpression,
  type VariableName,
} from "./variables/catalogue";
export { acceptVariable } from "./variables/accept-variable";
export { acceptableRules, conditions } from "./variables/conditions";
export { holdsWith, type ModuleCondition } from "./variables/module-condition";
export { leaveToTerraform, type FilledDescription, type LeftToTerraform } from "./variables/left-to-terraform";
export { rulesInModules, type RuleInModules } from "./variables/rules-in-modules";
export { terraformCondition, terraformValidations, type TerraformCheck } from "./variables/terraform-check";
export { type Variable, type VariableValidation, type VariableValue } from "./variables/variable";
export { planConditions, type PlanCondition } from "./fleets/plan-conditions";
export { readCronPeriod, type CronPeriod } from "./schedule/cron-period";
export { idleWeek, type CountingTarget, type IdleHour, type IdleWeek } from "./schedule/idle-week";
export { type IdleTarget } from "./schedule/idle-target";
export { type DatedPeriod, type MovingZone, type WeekNotes } from "./schedule/week-notes";
export { weekOf, WeekError, type Week, type WeekOptions } from "./schedule/week";
export { didYouMean } from "./findings/did-you-mean";
export { policiesOf } from "./rule/every-fleet";
