import type { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { shardNames } from "@runner-fleet/config";
import { resolveExpressions, withTags } from "@runner-fleet/terraform-values";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { maintenanceDocument } from "./maintenance-document";
import { managerAlarms } from "./manager-alarms";
import { managerGroup } from "./manager-group";
import { managerLaunchTemplate } from "./manager-launch-template";
import { documentName, logGroupName } from "./manager-names";
import { ec2ManagerStatements, type Statement } from "./manager-statements";
import { rollout } from "./rollout";
import { stateVolume } from "./state-volume";
import { MANAGER_TAG } from "./tags";
import type { Ec2ManagerProps } from "./ec2-manager-props";

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
