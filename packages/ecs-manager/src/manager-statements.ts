import { ecsArn, type AwsEnvironment } from "./aws-environment";
import { mountStatements } from "./file-system-policy";
import type { ManagerRecord } from "./manager-file-system";

/** The service that a manager is. */
export interface ManagerService {
  /** Where the service is. */
  readonly environment: AwsEnvironment;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the service. */
  readonly name: string;
}

/** ARN of a manager's service. */
export const serviceArn = ({ environment, clusterName, name }: ManagerService): string =>
  ecsArn(environment, `service/${clusterName}/${name}`);

/** What the rights of a manager's task follow from. */
export interface EcsManagerStatementsInput extends ManagerService {
  /**
   * The manager's part of a file system.
   *
   * @default - none
   */
  readonly record?: Pick<ManagerRecord, "fileSystemArn" | "accessPointArn">;
}

/**
 * What the role of a manager's task must be allowed beside its fleets, cache and configuration: to see whether its service
 * has a newer deployment, to protect its task until the jobs are done, and to mount its record.
 *
 * None of it refers to the service, so that a role can have it before the task is there. ECS knows no ARN for the tasks of
 * one service: it is those of the cluster.
 */
export const ecsManagerStatements = ({ record, ...service }: EcsManagerStatementsInput): object[] => [
  { Effect: "Allow", Action: "ecs:DescribeServices", Resource: serviceArn(service) },
  {
    Effect: "Allow",
    Action: ["ecs:DescribeTasks", "ecs:UpdateTaskProtection"],
    Resource: ecsArn(service.environment, `task/${service.clusterName}/*`),
  },
  ...(record ? mountStatements(record.fileSystemArn, record.accessPointArn) : []),
];
