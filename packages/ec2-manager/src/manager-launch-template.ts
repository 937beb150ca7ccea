import { DataAwsEc2InstanceType } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate, type LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import { USER_DATA_LIMIT } from "@runner-fleet/cloud-init";
import { managerGroupName } from "@runner-fleet/config";
import { type Tags, withTags } from "@runner-fleet/terraform-values";
import { Fn, Op, TerraformLocal, Token, type IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { Ec2ManagerProps } from "./ec2-manager-props";
import { renderManagerUserData, userDataTemplate } from "./user-data";

/** What a manager's launch template is made from. */
export interface ManagerLaunchTemplateProps extends Ec2ManagerProps {
  /** Name of the manager. */
  readonly name: string;
  /** Id of the volume with the manager's record of its machines. */
  readonly volumeId: string;
  /** Tags of everything made. */
  readonly tags: Tags;
}

/** The most characters of user data in base64. */
const MOST_CHARACTERS = Math.ceil(USER_DATA_LIMIT / 3) * 4;

/** What the manager's instance is started from. */
export function managerLaunchTemplate(scope: Construct, id: string, props: ManagerLaunchTemplateProps): LaunchTemplate {
  const { name, settings } = props;
  const tags = withTags(props.tags, { Name: name });
  const isArm = isArmType(scope, settings.instanceType);
  const userData = encodedUserData(scope, props, choice(isArm, "arm64", "amd64"));
  const template = new LaunchTemplate(scope, id, {
    name: managerGroupName(name),
    description: "Manager of GitLab Runner fleets",
    updateDefaultVersion: true,
    imageId: imageId(scope, settings.imageId, choice(isArm, "arm64", "x86_64")),
    instanceType: settings.instanceType,
    userData,
    iamInstanceProfile: { name: instanceProfile(scope, props).name },
    // An instance that shuts itself down must free the volume, and not be left stopped and paid for.
    instanceInitiatedShutdownBehavior: "terminate",
    // EC2 moves the instance to other hardware when its own fails, with its volumes and addresses.
    maintenanceOptions: { autoRecovery: "default" },
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    },
    monitoring: { enabled: false },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: settings.rootVolumeGiB,
          encrypted: "true",
          kmsKeyId: settings.kmsKeyArn,
          deleteOnTermination: "true",
        },
      },
    ],
    ...networking(props),
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    tags,
    lifecycle: {
      createBeforeDestroy: true,
      precondition: [
        {
          condition: Op.lte(Fn.lengthOf(userData), MOST_CHARACTERS),
          errorMessage: `The user data of the manager ${name} must have at most ${USER_DATA_LIMIT} bytes when it is compressed; shorten trust.caBundle, or put certificates into an image of your own (ec2.imageId).`,
        },
      ],
    },
  });
  addCredits(template, settings.instanceType);
  return template;
}

/**
 * Compressed by Terraform, since it alone knows the volume's id, and the text is longer than EC2 takes. Another release of
 * Terraform that compresses otherwise would replace the instance once.
 */
function encodedUserData(scope: Construct, props: ManagerLaunchTemplateProps, architecture: string): string {
  const { tokens: tokenSettings } = props.settings;
  const template = renderManagerUserData({
    ...props,
    architecture,
    tokenStore: tokenSettings.store,
    tokensRevision: props.tokensRevision ?? tokenSettings.revision,
  });
  return Fn.base64gzip(new TerraformLocal(scope, "user_data", userDataTemplate(template)).asString);
}

/** EC2 knows it of every type, those that are newer than this among them. */
const isArmType = (scope: Construct, instanceType: string): IResolvable =>
  Fn.contains(new DataAwsEc2InstanceType(scope, "InstanceType", { instanceType }).supportedArchitectures, "arm64");

const choice = (condition: IResolvable, yes: string, no: string): string =>
  Token.asString(Fn.conditional(condition, yes, no));

function imageId(scope: Construct, given: string | undefined, architecture: string): string {
  if (given !== undefined && !Token.isUnresolved(given)) {
    return given;
  }
  // `value` is sensitive whatever the parameter's type, and would hide the image in every plan.
  const { insecureValue: newest } = new DataAwsSsmParameter(scope, "Image", {
    name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  });
  return given === undefined ? newest : Fn.coalesce([given, newest]);
}

const instanceProfile = (scope: Construct, { name, roleName, iamPath, tags }: ManagerLaunchTemplateProps) =>
  new IamInstanceProfile(scope, "Profile", {
    namePrefix: `${name}-`,
    path: iamPath,
    role: roleName,
    tags,
    lifecycle: { createBeforeDestroy: true },
  });

/** Whether there is a public address can only be said of a network interface, which then has the groups as well. */
function networking({
  settings: { associatePublicIpAddress },
  securityGroupIds,
}: ManagerLaunchTemplateProps): Pick<LaunchTemplateConfig, "networkInterfaces" | "vpcSecurityGroupIds"> {
  return associatePublicIpAddress === undefined
    ? { vpcSecurityGroupIds: securityGroupIds }
    : {
        networkInterfaces: [
          {
            deviceIndex: 0,
            associatePublicIpAddress: Token.isUnresolved(associatePublicIpAddress)
              ? Token.asString(associatePublicIpAddress)
              : String(associatePublicIpAddress),
            deleteOnTermination: "true",
            securityGroups: securityGroupIds,
          },
        ],
      };
}

/** A type of the family T must not slow down when its credits are spent: jobs would start late. Others have no credits. */
function addCredits(template: LaunchTemplate, instanceType: string): void {
  if (Token.isUnresolved(instanceType)) {
    template.addOverride("dynamic.credit_specification", {
      for_each: Fn.conditional(Fn.can(Fn.regex("^t[0-9]", instanceType)), ["unlimited"], []),
      content: { cpu_credits: "${credit_specification.value}" },
    });
  } else if (/^t\d/.test(instanceType)) {
    template.putCreditSpecification({ cpuCredits: "unlimited" });
  }
}
