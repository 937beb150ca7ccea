import { LaunchTemplate, type LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { Resolved, Machines } from "@runner-fleet/config";
import { type Tags, withTags } from "@runner-fleet/terraform-values";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { InstanceProfile } from "./session-manager-profile";
import { machineImageId, operatingSystemFacts } from "./machine-image";

/** What a fleet's launch template is made from. */
export interface FleetLaunchTemplateProps {
  /** Name of the fleet's group, which is also the template's. */
  readonly groupName: string;
  /** The machines, with their defaults. */
  readonly machines: Resolved<Machines>;
  /** The machines' own security group. */
  readonly securityGroupId: string;
  /**
   * The machines' instance profile.
   *
   * @default - the machines have no role
   */
  readonly instanceProfile?: InstanceProfile;
  /** User data, in base64. */
  readonly userData: string;
  /** Tags of the template, the machines, their volumes and network interfaces. */
  readonly tags: Tags;
}

/** What each of a fleet's machines is started from. */
export function fleetLaunchTemplate(scope: Construct, id: string, props: FleetLaunchTemplateProps): LaunchTemplate {
  const { groupName, machines, tags } = props;
  const tagged = withTags(tags, { Name: groupName });
  const template = new LaunchTemplate(scope, id, {
    name: groupName,
    description: "Machines of a GitLab Runner fleet",
    updateDefaultVersion: true,
    imageId: machineImageId(scope, machines),
    userData: props.userData,
    iamInstanceProfile: props.instanceProfile?.presence === true ? { name: props.instanceProfile.name } : undefined,
    // A machine that shuts itself down is of no more use, and must not be left stopped and paid for.
    instanceInitiatedShutdownBehavior: "terminate",
    metadataOptions: {
      // EC2 Instance Connect reads its keys from the service, so it can't be turned off.
      httpEndpoint: "enabled",
      httpTokens: "required",
      // One hop ends at the machine itself, two at a container on a bridge.
      httpPutResponseHopLimit: hopLimit(machines.jobsMayUseInstanceRole),
      instanceMetadataTags: "disabled",
    },
    monitoring: { enabled: machines.detailedMonitoring },
    blockDeviceMappings: [rootVolume(machines)],
    ...networking(props),
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
      resourceType,
      tags: tagged,
    })),
    tags: tagged,
    lifecycle: { createBeforeDestroy: true },
  });
  addPlannedProfile(template, props.instanceProfile);
  return template;
}

/** A block without a name would be a difference in every plan, so there is none where there is no profile. */
function addPlannedProfile(template: LaunchTemplate, profile: InstanceProfile | undefined): void {
  if (profile && profile.presence !== true) {
    template.addOverride("dynamic.iam_instance_profile", {
      for_each: Fn.conditional(profile.presence, [1], []),
      content: { name: profile.name },
    });
  }
}

function rootVolume({ image, rootVolume: volume }: Resolved<Machines>) {
  return {
    deviceName: image.rootDeviceName ?? operatingSystemFacts[image.os].rootDeviceName,
    ebs: {
      volumeType: "gp3",
      volumeSize: volume.sizeGiB,
      throughput: volume.throughputMiBps,
      iops: volume.iops,
      volumeInitializationRate: volume.initializationRateMiBps,
      encrypted: "true",
      kmsKeyId: volume.kmsKeyArn,
      deleteOnTermination: "true",
    },
  };
}

/** Whether there is a public address can only be said of a network interface, which then has the groups as well. */
function networking({
  machines,
  securityGroupId,
}: FleetLaunchTemplateProps): Pick<LaunchTemplateConfig, "networkInterfaces" | "vpcSecurityGroupIds"> {
  const more = machines.securityGroupIds ?? [];
  const securityGroups = Token.isUnresolved(more) ? Fn.concat([[securityGroupId], more]) : [securityGroupId, ...more];
  return machines.associatePublicIpAddress === undefined
    ? { vpcSecurityGroupIds: securityGroups }
    : {
        networkInterfaces: [
          {
            deviceIndex: 0,
            associatePublicIpAddress: textOf(machines.associatePublicIpAddress),
            deleteOnTermination: "true",
            securityGroups,
          },
        ],
      };
}

const textOf = (flag: boolean) => (Token.isUnresolved(flag) ? Token.asString(flag) : String(flag));

const hopLimit = (jobsMayUseInstanceRole: boolean) =>
  Token.isUnresolved(jobsMayUseInstanceRole)
    ? Token.asNumber(Fn.conditional(jobsMayUseInstanceRole, 2, 1))
    : jobsMayUseInstanceRole
      ? 2
      : 1;
