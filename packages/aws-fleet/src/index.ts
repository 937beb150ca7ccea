export { awsEnvironment, type AwsEnvironment } from "./aws-environment";
export { cacheStatements } from "./cache-statements";
export { CacheBucket, type CacheBucketProps } from "./cache-bucket";
export { type MachinesInput } from "./check-machines";
export { ConfigStore, type ConfigObject, type ConfigStoreProps, type StoredConfig } from "./config-store";
export { DefaultNetwork, type DefaultNetworkProps } from "./default-network";
export { ecrStatements, type EcrRights } from "./ecr-statements";
export { type IngressSources } from "./ingress-rules";
export { operatingSystemFacts, type OperatingSystem } from "./machine-image";
export { MachineImage, type MachineImageProps } from "./machine-image-build";
export { type IamSettings } from "./iam-settings";
export { machinesFromImage } from "./image-on-machines";
export { type ExistingGroup, type IRole, type IRunnerFleet } from "./managed-fleet";
export { JobRoles, type JobRolesProps, type JobServiceAccount } from "./job-roles";
export { ManagerNetwork, type ManagerNetworkProps } from "./manager-network";
export { managerPolicy, type ManagedGroup, type ManagerPolicyInput } from "./manager-policy";
export {
  ManagerRole,
  type ClusterManagerRoleProps,
  type ManagerRoleProps,
  type ServiceManagerRoleProps,
} from "./manager-role";
export { ManagerTokens, type ManagerToken, type ManagerTokensProps } from "./manager-tokens";
export { type ManagerService, type ServiceAccount } from "./manager-trust";
export { PullThroughCache, type PullThroughCacheProps, type PullThroughRule } from "./pull-through-cache";
export { RunnerFleet, type RunnerFleetProps } from "./runner-fleet";
export { SpotInterruptionLog, type SpotInterruptionLogProps } from "./spot-interruption-log";
export { tokenKind } from "./token-kind";
export { type TokenReference } from "./token-stores";
export { renderUserData } from "./user-data";
