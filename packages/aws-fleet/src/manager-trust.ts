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
