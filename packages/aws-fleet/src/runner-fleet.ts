import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { encodeUserData } from "@runner-fleet/cloud-init";
import { sshUser, type Expression } from "@runner-fleet/config";
import { countOf, isChosen, namedTags, withTags } from "@runner-fleet/terraform-values";
import { Fn, TerraformLocal, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { checkName } from "./check-names";
import { checkMachines, type CheckedMachines, type JobsInput, type MachinesInput } from "./check-machines";
import { fleetLaunchTemplate } from "./fleet-launch-template";
import { FleetNetwork } from "./fleet-network";
import type { IamSettings } from "./iam-settings";
import { ExistingFleet, ManagedFleet, type ExistingGroup, type IRunnerFleet } from "./managed-fleet";
import { addPlannedTags, knownTags } from "./group-tags";
import { addTypeOverrides, mixedInstancesPolicy } from "./mixed-instances";
import { SessionManagerProfile, type InstanceProfile } from "./session-manager-profile";
import { SpotInterruptionLog } from "./spot-interruption-log";
import { userDataTemplate } from "./user-data-template";

/** The machines of a fleet. What `MachinesInput` says about defaults and ranges is the description's own schema. */
export interface RunnerFleetProps extends MachinesInput, JobsInput, Omit<IamSettings, "tags"> {
  /**
   * Name of the Auto Scaling group and its launch template: the manager's `plugin_config.name`. Another name is another
   * fleet; the old one is removed once the manager has let go of it. 3 to 128 letters, digits, dots, underscores and
   * dashes.
   */
  readonly groupName: string;
  /** The most machines that may exist at once, from 1: the group's `max_size`. */
  readonly maxInstances: number;
  /**
   * What must be there before the first machine starts, such as the image that it starts from.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Machines that GitLab Runner starts and stops through its fleeting plugin for AWS.
 *
 * The runner manager owns how many there are. The group therefore has no scaling policy, is given no desired capacity,
 * protects machines from scale-in, never rebalances zones, and replaces no machine by itself; none of it can be turned
 * off. A change of the machines reaches new machines only.
 *
 * Everything is created before its predecessor is destroyed, so that a fleet that is removed is there until its manager
 * has let go of it.
 */
export class RunnerFleet extends ManagedFleet {
  /** An Auto Scaling group that exists already, for a manager that is made here. */
  static fromGroupName(scope: Construct, id: string, group: ExistingGroup): IRunnerFleet {
    return new ExistingFleet(scope, id, group);
  }

  readonly groupName: string;
  readonly sshUser: string;
  readonly instanceConnect: boolean;
  readonly dependables: readonly ITerraformDependable[];

  /** The most machines that may exist at once. */
  readonly maxInstances: number;

  /** The Auto Scaling group, for what must be held against it or wait for it. */
  readonly group: AutoscalingGroup;

  /** Id of the machines' own security group. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: RunnerFleetProps) {
    super(scope, id);
    const {
      groupName,
      maxInstances,
      executor,
      runnerVersion,
      jobDirectories,
      trust,
      permissionsBoundaryArn,
      iamPath,
      dependsOn = [],
      ...input
    } = props;
    checkName(this.node.path, "groupName", groupName, "groupName");
    const checked = checkMachines(this.node.path, input, maxInstances, {
      executor,
      runnerVersion,
      jobDirectories,
      trust,
    });
    const { machines } = checked;
    const tags = namedTags(this, withTags(machines.tags, { "runner-fleet:group": groupName }));

    this.groupName = groupName;
    this.maxInstances = maxInstances;
    this.sshUser = asToken(sshUser(checked.description), checked);
    this.instanceConnect = machines.ssh === undefined;

    const network = new FleetNetwork(this, "Network", { groupName, machines, tags });
    this.securityGroupId = network.securityGroupId;

    const template = fleetLaunchTemplate(this, "LaunchTemplate", {
      groupName,
      machines,
      tags,
      securityGroupId: network.securityGroupId,
      instanceProfile: this.instanceProfile(machines, { permissionsBoundaryArn, iamPath, tags }),
      userData: this.userData(checked),
    });

    const tagged = withTags(tags, { Name: groupName });
    const group = new AutoscalingGroup(this, "Resource", {
      name: groupName,
      minSize: 0,
      maxSize: maxInstances,
      vpcZoneIdentifier: machines.subnetIds,
      // The attribute, not $Latest: a change of the template then shows in the plan.
      mixedInstancesPolicy: mixedInstancesPolicy(machines, { id: template.id, version: `${template.latestVersion}` }),
      protectFromScaleIn: true,
      suspendedProcesses: ["AZRebalance"],
      capacityRebalance: false,
      healthCheckType: "EC2",
      // An account's default could launch a machine before it ends another, which the manager did not ask for.
      instanceMaintenancePolicy: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
      waitForCapacityTimeout: "0",
      // Protected machines would else keep a group that is removed alive forever.
      forceDelete: true,
      tag: knownTags(tagged),
      // GitLab Runner sets the number of machines; Terraform must not put it back.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["desired_capacity"] },
      // Rules and grant go after the last machine: without them it can't be reached, or a new one can't start.
      dependsOn: [...network.rules, ...this.keyGrant(machines.rootVolume), ...dependsOn],
    });
    addTypeOverrides(group, machines);
    addPlannedTags(group, tagged);
    this.group = group;
    this.dependables = [group];

    if (machines.spotInterruptionLogDays !== undefined) {
      new SpotInterruptionLog(this, "SpotInterruptionLog", {
        groupName,
        retentionDays: machines.spotInterruptionLogDays,
        tags,
      });
    }
  }

  /** Where Terraform decides whether Docker is installed, it chooses between the two texts. */
  private userData(checked: CheckedMachines): string {
    const { docker } = checked.machines.image;
    if (!Token.isUnresolved(docker)) {
      return this.encoded(checked, "UserData");
    }
    const [install, present] = (["install", "present"] as const).map((choice) =>
      this.encoded(withDocker(checked, choice), `UserDataWithDocker${choice === "install" ? "Installed" : "Present"}`),
    );
    return Token.asString(Fn.conditional(isChosen(docker, "install"), install, present));
  }

  /** Literal user data is encoded here, byte for byte; with tokens in it Terraform does it when it plans. */
  private encoded(checked: CheckedMachines, id: string): string {
    const { text, isLiteral } = userDataTemplate(checked);
    if (!isLiteral) {
      return Fn.base64encode(new TerraformLocal(this, id, text).asString);
    }
    try {
      return encodeUserData(text);
    } catch (error) {
      throw new Error(`${this.node.path}: ${(error as Error).message}`, { cause: error });
    }
  }

  private instanceProfile(
    { instanceProfileName, machineAccess }: CheckedMachines["machines"],
    settings: IamSettings,
  ): InstanceProfile | undefined {
    if (instanceProfileName !== undefined) {
      return { name: instanceProfileName, presence: true };
    }
    const presence = isChosen(machineAccess, "ssm");
    return presence === false
      ? undefined
      : new SessionManagerProfile(this, "Profile", { ...settings, groupName: this.groupName, presence }).profile;
  }

  /** Without it EC2 Auto Scaling can't start a machine whose volume is encrypted with a key of one's own. */
  private keyGrant({ kmsKeyArn: keyArn, kmsGrant }: CheckedMachines["machines"]["rootVolume"]): ITerraformDependable[] {
    if (keyArn === undefined || kmsGrant === false) {
      return [];
    }
    const { partition, accountId } = awsEnvironment(this);
    return [
      new KmsGrant(this, "VolumeKeyGrant", {
        count: countOf(kmsGrant),
        keyId: keyArn,
        granteePrincipal: `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
        operations: [
          "Encrypt",
          "Decrypt",
          "ReEncryptFrom",
          "ReEncryptTo",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "DescribeKey",
          "CreateGrant",
        ],
        lifecycle: { createBeforeDestroy: true },
      }),
    ];
  }
}

const withDocker = (checked: CheckedMachines, docker: "install" | "present"): CheckedMachines => ({
  ...checked,
  description: { ...checked.description, image: { ...checked.description.image, docker } },
});

const asToken = (value: string | Expression<"text">, { tokenOf }: CheckedMachines) =>
  typeof value === "string" ? value : Token.asString(tokenOf(value));
