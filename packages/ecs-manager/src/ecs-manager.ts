import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { fargateManagerSchema, shardNames, type RunnerFleetConfig } from "@runner-fleet/config";
import { joinedLists, resolveExpressions } from "@runner-fleet/terraform-values";
import { dependable, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { ecrRepositoryArn } from "./ecr-repository-arn";
import { ExecutionRole } from "./execution-role";
import type { IamSettings } from "./iam-settings";
import type { ManagerImageReference } from "./image-reference";
import { ManagerAlarms } from "./manager-alarms";
import type { ManagerRecord } from "./manager-file-system";
import { ecsManagerStatements, type ManagerService } from "./manager-statements";
import { managerTask } from "./manager-task";
import { rolloutTimeouts } from "./rollout-timeouts";
import { ServiceEventLog } from "./service-event-log";

/** Where a manager's config.toml is. */
export interface ManagerConfigObject {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. Another key is another task: the manager drains and is replaced. */
  readonly key: string;
}

/** What holds a token. */
export interface ManagerToken {
  /** ARN of the parameter of Systems Manager or of the secret of Secrets Manager. */
  readonly arn: string;
}

/** What a manager is told, where it is, and what must be there before it. Each text may be a cdktf token. */
export interface EcsManagerProps extends IamSettings {
  /** The description; the manager serves all of its fleets. */
  readonly config: RunnerFleetConfig;
  /**
   * Which of the managers this is, counted from 0.
   *
   * @default 0
   */
  readonly shard?: number;
  /** Where the service is made. */
  readonly environment: AwsEnvironment;
  /** Name of the ECS cluster, such as that of an `EcsCluster`. */
  readonly clusterName: string;
  /** The image of the manager, built for `fargate.architecture`, with the supervisor in it. */
  readonly image: ManagerImageReference;
  /** ARN of the manager's role, which trusts `ecs-tasks.amazonaws.com` and must be allowed `statements`. */
  readonly roleArn: string;
  /** Subnets of the task. */
  readonly subnetIds: readonly string[];
  /** Security groups of the task, to which those of `fargate.securityGroupIds` are added. */
  readonly securityGroupIds: readonly string[];
  /** Where its config.toml is, which its role may read. */
  readonly configObject: ManagerConfigObject;
  /** What holds the runner tokens, by the environment variable that config.toml names. */
  readonly tokens: Readonly<Record<string, ManagerToken>>;
  /** What reading the tokens takes. It is ECS that reads them, by a role of its own that is made here. */
  readonly tokenStatements: readonly object[];
  /**
   * A number that is another one whenever a token is, so that the manager drains and restarts.
   *
   * @default - `fargate.tokens.revision` of the description
   */
  readonly tokensRevision?: number;
  /**
   * The manager's part of a file system, for its record of its machines.
   *
   * @default - none; the record lasts as long as the task
   */
  readonly record?: ManagerRecord;
  /**
   * Whether an apply waits until the new manager works, which is after the old one has drained.
   *
   * @default true
   */
  readonly waitForRollout?: boolean | IResolvable;
  /**
   * What the manager needs before it starts, and must let go of before it is removed: the groups, its security group's
   * rules, the image, the configuration, the tokens, the manager before it in a rollout. Of what is made from the manager
   * itself, such as its role's rights, `startAfter()` tells.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

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
