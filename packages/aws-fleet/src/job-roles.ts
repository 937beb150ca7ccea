import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkName } from "./check-names";
import type { IamSettings } from "./iam-settings";
import { irsaTrust, podIdentityTrust } from "./manager-trust";
import { namePrefix } from "./name-prefix";
import { lookForPodIdentityAgent, type PodIdentityAgent } from "./pod-identity-agent";

/** A service account that jobs may choose, and the role it gets. */
export interface JobServiceAccount {
  /** Name with which that of the role begins, and the id of what is made: unique among the accounts. */
  readonly name: string;
  /** Namespace of the service account. */
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
  /**
   * ARN of a role of your own, which trusts the service account.
   *
   * @default - a role is made with `policyArns`
   */
  readonly roleArn?: string;
  /**
   * ARNs of the policies of the role that is made.
   *
   * @default - none
   */
  readonly policyArns?: readonly string[];
}

/** Roles of service accounts in one cluster. */
export interface JobRolesProps extends PodIdentityAgent, IamSettings {
  /** The service accounts. */
  readonly accounts: readonly JobServiceAccount[];
  /**
   * ARN of the cluster's OIDC provider in IAM, for `irsa`.
   *
   * @default - derived from the cluster's issuer
   */
  readonly oidcProviderArn?: string;
}

/**
 * AWS roles for jobs that run as a Kubernetes service account of their own. Each role is for one account, by its trust
 * (IRSA) or by an association (Pod Identity), so that a job which chose no account, or another one, has none of its
 * rights.
 */
export class JobRoles extends Construct {
  /** ARNs of the roles, by `name` of the account. */
  readonly arns: ReadonlyMap<string, string>;

  private readonly links: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: JobRolesProps) {
    super(scope, id);
    checkName(this.node.path, "cluster", props.cluster, "cluster");
    lookForPodIdentityAgent(this, props);
    this.arns = new Map(props.accounts.map((account) => [account.name, this.roleOf(account, props)]));
  }

  /** What must be there before a job that needs its role starts. */
  get dependables(): readonly ITerraformDependable[] {
    return [...this.links];
  }

  private roleOf(account: JobServiceAccount, props: JobRolesProps): string {
    const { identity = "pod-identity", cluster, tags } = props;
    const roleArn = account.roleArn ?? this.makeRole(account, props);
    if (identity === "pod-identity") {
      this.links.push(
        new EksPodIdentityAssociation(this, `${account.name}-Association`, {
          clusterName: cluster,
          namespace: account.namespace,
          serviceAccount: account.serviceAccount,
          roleArn,
          tags,
          lifecycle: { createBeforeDestroy: true },
        }),
      );
    }
    return roleArn;
  }

  private makeRole(account: JobServiceAccount, props: JobRolesProps): string {
    const { identity = "pod-identity", cluster, tags } = props;
    const lifecycle = { createBeforeDestroy: true };
    const role = new IamRole(this, account.name, {
      namePrefix: namePrefix(account.name),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description: `Jobs of GitLab Runner that run as ${account.namespace}/${account.serviceAccount}`,
      assumeRolePolicy:
        identity === "irsa"
          ? irsaTrust(this, { ...account, cluster }, props.oidcProviderArn)
          : podIdentityTrust(this, { cluster }),
      tags,
      lifecycle,
    });
    for (const [index, policyArn] of (account.policyArns ?? []).entries()) {
      const number = index === 0 ? "" : index + 1;
      this.links.push(
        new IamRolePolicyAttachment(this, `${account.name}-Policy${number}`, { role: role.name, policyArn, lifecycle }),
      );
    }
    return role.arn;
  }
}
