import { createHash } from "node:crypto";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { jsonDocument, versions } from "@runner-fleet/config";
import { countOf, type Presence } from "@runner-fleet/terraform-values";
import { Fn, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { checkName } from "./check-names";
import type { IamSettings } from "./iam-settings";
import { managerPolicy, splitByPolicySize, type ManagedGroup } from "./manager-policy";
import { irsaTrust, podIdentityTrust, serviceTrust, type ManagerService, type ServiceAccount } from "./manager-trust";
import { namePrefix } from "./name-prefix";
import { lookForPodIdentityAgent, type PodIdentityAgent } from "./pod-identity-agent";

/** What the role of every manager is made from. */
interface AnyManagerRoleProps extends IamSettings {
  /** Name of the manager, with which the names of role and policies begin. */
  readonly name: string;
  /**
   * The manager's fleets: the only ones it may scale and log in to. Two managers never share one. A role for no fleet has
   * the rights alone that `addPolicy` gives it, such as the execution role of an ECS task.
   */
  readonly fleets: readonly ManagedGroup[];
  /**
   * Version of the fleeting plugin for AWS, from which the actions follow.
   *
   * @default - the version that the project pins
   */
  readonly pluginVersion?: string;
}

/** The role of a manager that is a pod of EKS. */
export interface ClusterManagerRoleProps extends AnyManagerRoleProps, ServiceAccount, PodIdentityAgent {
  /**
   * Only for managers outside Kubernetes.
   *
   * @default - the role trusts the service account
   */
  readonly trust?: undefined;
  /**
   * ARN of the cluster's OIDC provider in IAM, for `irsa`.
   *
   * @default - derived from the cluster's issuer
   */
  readonly oidcProviderArn?: string;
}

/** The role of a manager outside Kubernetes. */
export interface ServiceManagerRoleProps extends AnyManagerRoleProps {
  /** The service that hands the manager its role: EC2 to an instance, or ECS to a task. */
  readonly trust: { readonly service: ManagerService };
}

/** The role of one manager: a pod of EKS, an EC2 instance (`ec2.amazonaws.com`) or an ECS task (`ecs-tasks.amazonaws.com`). */
export type ManagerRoleProps = ClusterManagerRoleProps | ServiceManagerRoleProps;

/** IAM's default quota of managed policies on a role. */
const MOST_POLICIES = 10;

/**
 * What a runner manager may do in AWS, and who is that manager: a service account of Kubernetes, an EC2 instance, or a
 * task of ECS.
 *
 * The fleets' policy is never changed in place. When the fleets change, a second policy is made and attached, and the first goes
 * once everything that depends on the role has been updated: a manager that drains a fleet for good keeps the rights to
 * that fleet until it has finished.
 */
export class ManagerRole extends Construct {
  /** ARN of the role. */
  readonly arn: string;

  /** Name of the role. */
  readonly name: string;

  private readonly rights: ITerraformDependable[] = [];

  /**
   * @throws Error when the fleets need more policies than a role takes, or `pluginVersion` is none that is known
   */
  constructor(scope: Construct, id: string, props: ManagerRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      namePrefix: namePrefix(props.name),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description: "Manager of GitLab Runner fleets",
      assumeRolePolicy: this.trustDocument(props),
      tags: props.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = role.arn;
    this.name = role.name;

    this.addFleetPolicies(props);
    if (!props.trust) {
      this.associate(props);
    }
  }

  /** What must be there before the manager starts and must outlive it: its release depends on all of it. */
  get dependables(): readonly ITerraformDependable[] {
    return [...this.rights];
  }

  /**
   * Gives the role a further policy.
   *
   * @param id id of the policy, unique in the role
   * @param statements the policy's statements
   * @param dependsOn what the right is of no use without: it goes after the manager has let go of the right
   * @param presence whether the role gets the policy
   */
  addPolicy(
    id: string,
    statements: readonly object[],
    dependsOn: readonly ITerraformDependable[] = [],
    presence: Presence = true,
  ): void {
    this.rights.push(
      new IamRolePolicy(this, id, {
        count: countOf(presence),
        role: this.name,
        policy: jsonDocument({ Version: "2012-10-17", Statement: statements }),
        dependsOn: [...dependsOn],
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }

  /**
   * Lets the role assume another one, such as that of a cache; the other must trust this one.
   *
   * @param roleArn ARN of the other role
   * @param id id of the policy, unique in the role
   * @param dependsOn what the other role is of no use without
   * @param presence whether the role gets the right
   */
  grantAssume(
    roleArn: string,
    id = "AssumePolicy",
    dependsOn: readonly ITerraformDependable[] = [],
    presence: Presence = true,
  ): void {
    const statement = { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: roleArn };
    this.addPolicy(id, [statement], dependsOn, presence);
  }

  private trustDocument(props: ManagerRoleProps): string {
    if (props.trust) {
      return serviceTrust(this, props.trust.service);
    }
    for (const prop of ["cluster", "namespace", "serviceAccount"] as const) {
      checkName(this.node.path, prop, props[prop], prop);
    }
    return props.identity === "irsa" ? irsaTrust(this, props, props.oidcProviderArn) : podIdentityTrust(this, props);
  }

  /** With Pod Identity an association says which service account gets the role. */
  private associate(props: ClusterManagerRoleProps): void {
    const { identity = "pod-identity", cluster, namespace, serviceAccount, tags } = props;
    lookForPodIdentityAgent(this, props);
    if (identity === "pod-identity") {
      this.rights.push(
        new EksPodIdentityAssociation(this, "Association", {
          clusterName: cluster,
          namespace,
          serviceAccount,
          roleArn: this.arn,
          // They are transitive, and take most of what the session policies of the cache's role may hold.
          disableSessionTags: true,
          tags,
          lifecycle: { createBeforeDestroy: true },
        }),
      );
    }
  }

  private addFleetPolicies({ name, fleets, iamPath, tags, pluginVersion = versions.awsPlugin }: ManagerRoleProps) {
    const environment = awsEnvironment(this);
    const policies = this.atPath(() =>
      splitByPolicySize(fleets, pluginVersion).map((groups) => ({
        document: managerPolicy({ groups, pluginVersion, environment }),
        digest: this.digest(groups, pluginVersion),
      })),
    );
    if (policies.length > MOST_POLICIES) {
      throw new Error(
        `${this.node.path}: 'fleets' must fit into ${MOST_POLICIES} policies of a role, got ${fleets.length} fleets in ${policies.length}; split the deployment`,
      );
    }
    const lifecycle = { createBeforeDestroy: true };
    policies.forEach(({ document, digest }, index) => {
      const number = index === 0 ? "" : index + 1;
      const policy = new IamPolicy(this, `FleetPolicy${number}`, {
        namePrefix: namePrefix(name),
        path: iamPath,
        // A description can't be changed in place: this is what makes another content another policy.
        description: `Machines of GitLab Runner, ${digest}`,
        policy: document,
        tags,
        lifecycle,
      });
      this.rights.push(
        new IamRolePolicyAttachment(this, `FleetPolicyAttachment${number}`, {
          role: this.name,
          policyArn: policy.arn,
          lifecycle,
        }),
      );
    });
  }

  /** What the policy is about, and what it says of it; Terraform makes the digest where it alone knows some of that. */
  private digest(groups: readonly ManagedGroup[], pluginVersion: string): string {
    const environment = { partition: "partition", region: "region", accountId: "account" };
    const nameless = groups.map((group, index) => ({ ...group, groupName: `group-${index}`, sshUser: "user" }));
    const form = sha256(managerPolicy({ groups: nameless, pluginVersion, environment }));
    const facts = [form, ...groups.flatMap(({ groupName, sshUser }) => [groupName, sshUser])].join("/");
    return Token.isUnresolved(facts) ? Fn.sha256(facts) : sha256(facts);
  }

  private atPath<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      throw new Error(`${this.node.path}: ${(error as Error).message}`, { cause: error });
    }
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
