import type { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { shardNames, type Ec2ManagerSettings, type Resolved, type RunnerFleetConfig } from "@runner-fleet/config";
import { type Presence, resolveExpressions, type Tags, withTags } from "@runner-fleet/terraform-values";
import { Token, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { maintenanceDocument } from "./maintenance-document";
import { managerAlarms } from "./manager-alarms";
import { managerGroup } from "./manager-group";
import { managerLaunchTemplate } from "./manager-launch-template";
import { documentName, logGroupName } from "./manager-names";
import { ec2ManagerStatements, type ManagerEnvironment, type Statement } from "./manager-statements";
import { rollout } from "./rollout";
import { stateVolume } from "./state-volume";
import { MANAGER_TAG } from "./tags";

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

/**
 * A GitLab Runner manager on one EC2 instance, on demand, in an Auto Scaling group of one.
 *
 * There is never a second manager for the same groups: it would remove the machines of the first. An Auto Scaling group
 * does start a second instance while the first still drains, so what counts is a volume, which one instance alone can
 * have: without it GitLab Runner does not start. The instance lets go of it when its jobs have ended.
 *
 * A change that a running manager does not read again drains and replaces the instance.
 */
export class Ec2Manager extends Construct {
  /** Name of the manager, with which the names of all that is made for it begin. */
  readonly name: string;
  /** The Auto Scaling group. */
  readonly group: AutoscalingGroup;
  /** Name of the Auto Scaling group. */
  readonly groupName: string;
  /** Name of the manager's log group. */
  readonly logGroupName: string;
  /** Name of the document of Systems Manager that drains, restarts, patches or replaces the manager. */
  readonly documentName: string;
  /** Id of the volume with the manager's record of its machines. */
  readonly volumeId: string;
  /** What the manager's role must be allowed beside its fleets, tokens and configuration. */
  readonly statements: readonly Statement[];
  /** What is done when the manager works. The next shard waits for it, and nothing else. */
  readonly rollout: ITerraformDependable;

  constructor(scope: Construct, id: string, props: Ec2ManagerProps) {
    super(scope, id);
    const { config, shard = 0, settings, environment, waitForRollout = true } = props;
    const { kmsKeyArn } = settings;
    const hasKmsKey = props.hasKmsKey ?? kmsKeyArn !== undefined;
    const name = resolveExpressions(shardNames(config, shard).manager);
    const tags = withTags(props.tags ?? {}, { [MANAGER_TAG]: name });
    this.name = name;
    this.statements = ec2ManagerStatements({ name, environment, kmsKeyArn, hasKmsKey });

    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: logGroupName(name),
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: kmsKeyArn,
      tags,
    });
    this.logGroupName = logGroup.name;

    const document = new SsmDocument(this, "Maintenance", {
      name: documentName(name),
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: maintenanceDocument(name, config),
      tags,
    });
    this.documentName = document.name;

    const volume = stateVolume(this, "StateVolume", { name, config, settings, subnetId: props.subnetId, tags });
    this.volumeId = volume.id;

    const template = managerLaunchTemplate(this, "LaunchTemplate", { ...props, name, volumeId: volume.id, tags });
    this.group = managerGroup(this, "Group", {
      ...props,
      name,
      hasKmsKey,
      template,
      tags,
      dependsOn: [logGroup, document, ...(props.dependsOn ?? [])],
    });
    this.groupName = this.group.name;

    managerAlarms(this, { name, settings, tags });

    this.rollout =
      rollout(this, "Rollout", {
        groupName: this.group.name,
        logGroupName: logGroup.name,
        templateVersion: Token.asString(template.latestVersion),
        config,
        region: environment.region,
        awsProfile: props.awsProfile,
        presence: waitForRollout,
        // A volume that is replaced goes when the old manager has let go of it, which is when the new one works.
        dependsOn: [volume],
      }) ?? this.group;
  }
}
