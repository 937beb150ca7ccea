import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { fargateManagerSchema, shardNames } from "@runner-fleet/config";
import { joinedLists, resolveExpressions } from "@runner-fleet/terraform-values";
import { dependable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ecrRepositoryArn } from "./ecr-repository-arn";
import { ExecutionRole } from "./execution-role";
import { ManagerAlarms } from "./manager-alarms";
import { ecsManagerStatements, type ManagerService } from "./manager-statements";
import { managerTask } from "./manager-task";
import { rolloutTimeouts } from "./rollout-timeouts";
import { ServiceEventLog } from "./service-event-log";
import type { EcsManagerProps } from "./ecs-manager-props";

/** The newest platform of Linux. Pinned, so that a further one is a change that somebody reviews. */
const PLATFORM_VERSION = "1.4.0";

/**
 * A GitLab Runner manager as a Fargate service of one task, never on Fargate Spot.
 *
 * There is never a second manager for the same groups: a deployment may not exceed one task, and the supervisor in the
 * task protects it until its jobs are done. A deployment whose task does not start, or does not answer, is rolled back.
 */
export class EcsManager extends Construct {
  /** Name of the manager and of its service. */
  readonly name: string;
  /** The service. */
  readonly service: EcsService;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the log group with the manager's log. */
  readonly logGroupName: string;
  /** Name of the log group with why tasks stopped and what ECS could not do. */
  readonly eventLogGroupName: string;
  /** What the manager's role must be allowed beside its fleets, cache and configuration. */
  readonly statements: readonly object[];
  /** Done when the manager has taken over, for what waits for that and nothing else: the next shard. */
  readonly rollout: ITerraformDependable;

  /**
   * @throws Error when the description's certificates are too long for a task definition
   */
  constructor(scope: Construct, id: string, props: EcsManagerProps) {
    super(scope, id);
    const { config, shard = 0, environment, clusterName, record, tags } = props;
    const settings = resolveExpressions(config.fargate ?? fargateManagerSchema.parse({}));
    const name = resolveExpressions(shardNames(config, shard).manager);
    const service: ManagerService = { environment, clusterName, name };
    this.name = name;
    this.clusterName = clusterName;
    this.statements = ecsManagerStatements({ ...service, record });

    const log = new CloudwatchLogGroup(this, "Log", {
      name: `/runner-fleet/${name}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: settings.kmsKeyArn,
      tags,
    });
    this.logGroupName = log.name;
    const execution = new ExecutionRole(this, "ExecutionRole", {
      name,
      environment,
      rights: {
        repositoryArn: ecrRepositoryArn(props.image.repository, environment),
        logGroupArn: log.arn,
        tokenStatements: props.tokenStatements,
      },
      tokenArns: Object.values(props.tokens).map(({ arn }) => arn),
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      iamPath: props.iamPath,
      tags,
    });
    const task = managerTask(this, "Task", {
      ...props,
      settings,
      name,
      executionRoleArn: execution.arn,
      logGroupName: log.name,
    });

    this.service = new EcsService(this, "Resource", {
      name,
      cluster: clusterName,
      taskDefinition: task.arn,
      launchType: "FARGATE",
      platformVersion: PLATFORM_VERSION,
      // Terraform puts it back: a second task, or a manager that nobody started again, is seen in the plan.
      desiredCount: 1,
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      // It counts tasks that do not start and not time, so a drain of hours is no failure. What it goes back to drains
      // nothing: the old manager has long gone.
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "DISABLED",
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: [...props.subnetIds],
        securityGroups: joinedLists(props.securityGroupIds, settings.securityGroupIds),
        assignPublicIp: settings.assignPublicIp ?? config.aws.defaultVpc,
      },
      waitForSteadyState: props.waitForRollout ?? true,
      timeouts: rolloutTimeouts(config),
      tags,
      dependsOn: [execution.policy, ...(record?.dependables ?? []), ...(props.dependsOn ?? [])],
    });
    this.rollout = this.service;

    const events = new ServiceEventLog(this, "Events", {
      service,
      retentionDays: settings.logRetentionDays,
      kmsKeyArn: settings.kmsKeyArn,
      tags,
    });
    this.eventLogGroupName = events.logGroupName;
    new ManagerAlarms(this, "Alarms", {
      name,
      clusterName,
      logGroupName: log.name,
      eventLogGroupName: events.logGroupName,
      troubleRuleName: events.troubleRuleName,
      actionArns: settings.alarmActionArns,
      tags,
      dependsOn: [this.service],
    });
  }

  /**
   * Makes the manager start after something that is made after it, and let go before that goes: the rights of its role,
   * `statements` among them.
   */
  startAfter(...dependables: readonly ITerraformDependable[]): void {
    this.service.dependsOn = [...(this.service.dependsOn ?? []), ...dependables.map(dependable)];
  }
}
