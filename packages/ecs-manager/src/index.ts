export type { AwsEnvironment } from "./aws-environment";
export { EcsCluster, type EcsClusterProps } from "./ecs-cluster";
export { EcsManager } from "./ecs-manager";
export type { EcsManagerProps, ManagerConfigObject, ManagerToken } from "./ecs-manager-props";
export type { IamSettings } from "./iam-settings";
export type { ManagerImageReference } from "./image-reference";
export {
  ManagerFileSystem,
  type FileSystemManager,
  type ManagerFileSystemProps,
  type ManagerRecord,
} from "./manager-file-system";
