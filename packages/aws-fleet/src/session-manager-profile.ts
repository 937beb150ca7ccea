import { jsonDocument } from "@runner-fleet/config";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { attributeOf, countOf, type Presence, siblingAttribute } from "@runner-fleet/terraform-values";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import type { IamSettings } from "./iam-settings";
import { namePrefix } from "./name-prefix";

/** What the instance profile is made from. */
export interface SessionManagerProfileProps extends IamSettings {
  /** Name of the fleet's group, with which the names of role and profile begin. */
  readonly groupName: string;
  /**
   * Whether the profile is made.
   *
   * @default true
   */
  readonly presence?: Presence;
}

/** An instance profile, and whether there is one. */
export interface InstanceProfile {
  /** Its name; null where there is none. */
  readonly name: string;
  /** Whether there is one. */
  readonly presence: Presence;
}

/** An instance profile that lets Session Manager reach machines, and nothing else. */
export class SessionManagerProfile extends Construct {
  /** The instance profile. */
  readonly profile: InstanceProfile;

  constructor(scope: Construct, id: string, props: SessionManagerProfileProps) {
    super(scope, id);
    const { partition } = awsEnvironment(this);
    const lifecycle = { createBeforeDestroy: true };
    const { presence = true } = props;
    const count = countOf(presence);
    const role = new IamRole(this, "Role", {
      count,
      namePrefix: namePrefix(props.groupName),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description: "Lets Session Manager reach machines of a GitLab Runner fleet",
      assumeRolePolicy: jsonDocument({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      tags: props.tags,
      lifecycle,
    });
    const attachment = new IamRolePolicyAttachment(this, "Policy", {
      count,
      role: siblingAttribute(role, "name"),
      policyArn: `arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
      lifecycle,
    });
    const profile = new IamInstanceProfile(this, "Resource", {
      count,
      namePrefix: namePrefix(props.groupName),
      path: props.iamPath,
      role: siblingAttribute(role, "name"),
      tags: props.tags,
      dependsOn: [attachment],
      lifecycle,
    });
    this.profile = { name: attributeOf(profile, "name"), presence };
  }
}
