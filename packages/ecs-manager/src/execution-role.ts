import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { jsonDocument } from "@runner-fleet/config";
import { TerraformLocal, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ecsArn, type AwsEnvironment } from "./aws-environment";
import { executionStatements, type ExecutionRights } from "./execution-statements";
import type { IamSettings } from "./iam-settings";
import { namePrefix } from "./name-prefix";
import { shortDigest } from "./short-digest";

/** The role by which ECS starts a manager's task. */
export interface ExecutionRoleProps extends IamSettings {
  /** Name of the manager, with which the role's begins. */
  readonly name: string;
  /** Where the task is. */
  readonly environment: AwsEnvironment;
  /** What ECS may do. */
  readonly rights: ExecutionRights;
  /** ARNs of what holds the tokens. */
  readonly tokenArns: readonly string[];
}

/** The role by which ECS itself starts a manager's task. The manager never gets it. */
export class ExecutionRole extends Construct {
  /** ARN of the role. */
  readonly arn: string;
  /** The role's rights, without which no task starts. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      namePrefix: namePrefix(`${props.name}-execution`),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description: "Starts the task of a GitLab Runner manager",
      assumeRolePolicy: executionTrust(props.environment),
      tags: props.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = role.arn;
    this.policy = new IamRolePolicy(this, "Policy", {
      // Another image or other tokens are another policy beside the old one, which goes when the service has taken over:
      // until then ECS may have to go back to what needs it.
      name: `start-${this.digestOf([props.rights.repositoryArn ?? "", ...props.tokenArns].join("/"))}`,
      role: role.name,
      policy: jsonDocument({ Version: "2012-10-17", Statement: executionStatements(props.rights) }),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** A function of Terraform takes no text with expressions in it, but takes a local that has such a text. */
  private digestOf(text: string): string {
    return shortDigest([Token.isUnresolved(text) ? new TerraformLocal(this, "policy_facts", text).asString : text]);
  }
}

/** Trust in ECS for tasks of this account and region. ECS does not say which cluster it asks for. */
export const executionTrust = (environment: AwsEnvironment): string =>
  jsonDocument({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": environment.accountId },
          ArnLike: { "aws:SourceArn": ecsArn(environment, "*") },
        },
      },
    ],
  });
