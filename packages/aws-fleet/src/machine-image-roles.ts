import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { jsonDocument } from "@runner-fleet/config";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { ecrStatements, type EcrRights } from "./ecr-statements";
import type { IamSettings } from "./iam-settings";
import { imageBuilderStatements, imageLifecycleStatements } from "./image-statements";
import { namePrefix } from "./name-prefix";

/** What the roles are made from. */
export interface MachineImageRolesProps extends IamSettings {
  /** Name of the image. */
  readonly name: string;
  /** ARNs of further components. */
  readonly componentArns: readonly string[];
  /**
   * What may be pulled from ECR.
   *
   * @default - nothing
   */
  readonly ecr?: EcrRights;
}

const lifecycle = { createBeforeDestroy: true };

/** The role of the instance that builds an image, and that by which Image Builder removes old ones. */
export class MachineImageRoles extends Construct {
  /** Name of the instance profile of the instance that builds. */
  readonly instanceProfileName: string;
  /** Name of its role. */
  readonly roleName: string;
  /** ARN of the role that removes images. */
  readonly lifecycleRoleArn: string;
  /** What must be there before an image is built or removed. */
  readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: MachineImageRolesProps) {
    super(scope, id);
    const { name, componentArns, ecr, tags } = props;
    const environment = awsEnvironment(this);
    const builder = this.role("Builder", "Builds machine images of a GitLab Runner fleet", "ec2.amazonaws.com", props);
    const remover = this.role(
      "Remover",
      "Removes machine images of a GitLab Runner fleet",
      "imagebuilder.amazonaws.com",
      props,
    );
    this.instanceProfileName = new IamInstanceProfile(this, "Profile", {
      namePrefix: namePrefix(`${name}-image`),
      path: props.iamPath,
      role: builder.name,
      tags,
      lifecycle,
    }).name;
    this.roleName = builder.name;
    this.lifecycleRoleArn = remover.arn;
    this.dependables = [
      this.policy("BuilderPolicy", builder, [
        ...imageBuilderStatements({ name, componentArns, environment }),
        ...(ecr ? ecrStatements(ecr) : []),
      ]),
      this.policy("RemoverPolicy", remover, imageLifecycleStatements({ name, environment })),
    ];
  }

  private role(id: string, description: string, service: string, props: MachineImageRolesProps): IamRole {
    return new IamRole(this, id, {
      namePrefix: namePrefix(`${props.name}-image`),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description,
      assumeRolePolicy: jsonDocument({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      }),
      tags: props.tags,
      lifecycle,
    });
  }

  private policy(id: string, role: IamRole, statements: readonly object[]): IamRolePolicy {
    return new IamRolePolicy(this, id, {
      namePrefix: "machine-image-",
      role: role.name,
      policy: jsonDocument({ Version: "2012-10-17", Statement: statements }),
      lifecycle,
    });
  }
}
