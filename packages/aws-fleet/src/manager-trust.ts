import { jsonDocument } from "@runner-fleet/config";
import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";

/** The Kubernetes service account that a role trusts. */
export interface ServiceAccount {
  /** Name of the EKS cluster. */
  readonly cluster: string;
  /** Namespace of the service account. */
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
}

/**
 * Services of AWS that hand a manager its role: EC2 to an instance, through its instance profile, and ECS to a task. EC2
 * has this name in every partition.
 */
export type ManagerService = "ec2.amazonaws.com" | "ecs-tasks.amazonaws.com";

/**
 * Trust in a service. ECS hands out roles for whoever asks it to, so it is told for whom: tasks of this account and region.
 * AWS knows no narrower source than all clusters:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html. EC2 hands a role to the instances of
 * its own account alone, and names no source.
 */
export function serviceTrust(scope: Construct, service: ManagerService): string {
  const trust = { Principal: { Service: service }, Action: "sts:AssumeRole" };
  return trustDocument(service === "ecs-tasks.amazonaws.com" ? { ...trust, Condition: fromTasks(scope) } : trust);
}

function fromTasks(scope: Construct): object {
  const { partition, region, accountId } = awsEnvironment(scope);
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${accountId}:*` },
  };
}

/** Trust in EKS Pod Identity, for one cluster. The association says which service account gets the role. */
export function podIdentityTrust(scope: Construct, { cluster }: Pick<ServiceAccount, "cluster">): string {
  const { partition, region, accountId } = awsEnvironment(scope);
  return trustDocument({
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnEquals: { "aws:SourceArn": `arn:${partition}:eks:${region}:${accountId}:cluster/${cluster}` },
    },
  });
}

/** Trust in one service account by IAM Roles for Service Accounts. */
export function irsaTrust(scope: Construct, account: ServiceAccount, oidcProviderArn?: string): string {
  const { issuer, arn } = oidcProvider(scope, account.cluster, oidcProviderArn);
  return trustDocument({
    Principal: { Federated: arn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${issuer}:sub`]: `system:serviceaccount:${account.namespace}:${account.serviceAccount}`,
        [`${issuer}:aud`]: "sts.amazonaws.com",
      },
    },
  });
}

/** The condition keys are the issuer without its scheme, which is also the end of the provider's ARN. */
function oidcProvider(scope: Construct, cluster: string, arn: string | undefined): { issuer: string; arn: string } {
  const separator = ":oidc-provider/";
  if (arn !== undefined) {
    return Token.isUnresolved(arn)
      ? { arn, issuer: Fn.element(Fn.split(separator, arn), 1) }
      : { arn, issuer: arn.slice(arn.indexOf(separator) + separator.length) };
  }
  const { partition, accountId } = awsEnvironment(scope);
  const found = scope.node.tryFindChild("Cluster") as DataAwsEksCluster | undefined;
  const url = (found ?? new DataAwsEksCluster(scope, "Cluster", { name: cluster })).identity.get(0).oidc.get(0).issuer;
  const issuer = Fn.trimprefix(url, "https://");
  return { issuer, arn: `arn:${partition}:iam::${accountId}${separator}${issuer}` };
}

function trustDocument(statement: object): string {
  return jsonDocument({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}
