import type { Ec2ManagerSettings, Resolved, RunnerFleetConfig } from "@runner-fleet/config";
import type { Presence, Tags } from "@runner-fleet/terraform-values";
import type { IResolvable, ITerraformDependable } from "cdktf";
import type { ManagerEnvironment } from "./manager-statements";

/** Where a manager's config.toml is. A change that needs a restart is another key. */
export interface ManagerConfigObject {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
}

/** What holds a runner token. */
export interface ManagerToken {
  /** Name or ARN of the parameter of Systems Manager, or of the secret of Secrets Manager. */
  readonly name: string;
}

/** What a manager is told, where it is, and what must be there before it. */
export interface Ec2ManagerProps {
  /** The description; the manager serves all of its fleets. */
  readonly config: RunnerFleetConfig;
  /**
   * Which of the managers this is, counted from 0.
   *
   * @default 0
   */
  readonly shard?: number;
  /**
   * The description's `ec2` with its defaults. What only Terraform knows is a cdktf token. Subnets and security groups
   * are said by props of their own.
   */
  readonly settings: Omit<Resolved<Ec2ManagerSettings>, "subnetIds" | "securityGroupIds" | "metricsSources">;
  /** Where the manager is. */
  readonly environment: ManagerEnvironment;
  /** Name of the manager's role, which trusts `ec2.amazonaws.com` and must be allowed `ec2ManagerStatements`. */
  readonly roleName: string;
  /** Ids of the manager's security groups. */
  readonly securityGroupIds: string[];
  /** Id of the manager's subnet, whose zone its state volume is in. */
  readonly subnetId: string;
  /** Where its config.toml is, which its role may read. */
  readonly configObject: ManagerConfigObject;
  /** What holds the runner tokens, which its role may read, by the environment variable that config.toml names. */
  readonly tokens: Readonly<Record<string, ManagerToken>>;
  /**
   * A number that is another one whenever a token is, so that the manager drains and restarts.
   *
   * @default - `settings.tokens.revision`
   */
  readonly tokensRevision?: number;
  /**
   * Whether `settings.kmsKeyArn` is a key, where that is a token which may be null.
   *
   * @default - whether it is given
   */
  readonly hasKmsKey?: Presence;
  /**
   * Tags of everything made.
   *
   * @default - the project's own alone
   */
  readonly tags?: Tags;
  /**
   * Path of the instance profile, with a slash at both ends.
   *
   * @default "/"
   */
  readonly iamPath?: string;
  /**
   * Whether an apply waits until the new manager works, which is after the old one has drained. It needs the `aws`
   * command where Terraform runs.
   *
   * @default true
   */
  readonly waitForRollout?: boolean | IResolvable;
  /**
   * Profile of the `aws` command that waits. It is a local command: it does not see the credentials or the role of
   * Terraform's provider.
   *
   * @default - the AWS credentials in the environment of Terraform
   */
  readonly awsProfile?: string;
  /**
   * What the manager needs before it starts, and must let go of before it is removed: the groups, its role's policies,
   * its security group's rules, the configuration, the tokens, the manager before it in a rollout.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}
