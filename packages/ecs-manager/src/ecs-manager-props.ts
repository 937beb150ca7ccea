import type { RunnerFleetConfig } from "@runner-fleet/config";
import type { IResolvable, ITerraformDependable } from "cdktf";
import type { AwsEnvironment } from "./aws-environment";
import type { IamSettings } from "./iam-settings";
import type { ManagerImageReference } from "./image-reference";
import type { ManagerRecord } from "./manager-file-system";

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
