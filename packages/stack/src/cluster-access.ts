import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { HelmProvider, type HelmProviderKubernetes } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { Resolved, RunnerFleetInput } from "@runner-fleet/config";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { missing } from "./missing";

/** How Terraform's helm and kubernetes providers reach the cluster, as a description says it. */
type ClusterAccess = Resolved<NonNullable<NonNullable<RunnerFleetInput["cluster"]>["access"]>>;

/** A cluster in EKS, as far as it is known. */
export interface EksCluster {
  /**
   * Its name.
   *
   * @default - unknown; only a kubeconfig file leads to it
   */
  readonly name?: string;
  /**
   * Its region.
   *
   * @default - unknown; only a kubeconfig file leads to it
   */
  readonly region?: string;
}

/**
 * Declares the helm and kubernetes providers for a cluster. No credential is in the stack: each run asks for a token.
 *
 * @throws ConfigError when neither a kubeconfig file nor name and region of the cluster are given
 */
export function declareClusterProviders(scope: Construct, cluster: EksCluster, access: ClusterAccess = {}): void {
  const kubernetes = access.kubeconfigPath
    ? { configPath: access.kubeconfigPath, configContext: access.kubeconfigContext }
    : throughEks(scope, cluster, access.getTokenArgs ?? []);
  new HelmProvider(scope, "Helm", { kubernetes });
  const { exec, ...rest } = kubernetes as HelmProviderKubernetes;
  new KubernetesProvider(scope, "Kubernetes", { ...rest, exec: exec && [exec] });
}

function throughEks(scope: Construct, { name, region }: EksCluster, args: readonly string[]): HelmProviderKubernetes {
  if (name === undefined || region === undefined) {
    const error = missing(
      scope.node.path,
      "cluster.access.kubeconfigPath",
      "where cluster.name or region is not",
      "name the kubeconfig file of the cluster",
    );
    // Node would print this line of code above the message; the comment at its end is how to tell it not to.
    throw error; // node-do-not-add-exception-line
  }
  const cluster = new DataAwsEksCluster(scope, "Cluster", { name });
  return {
    host: cluster.endpoint,
    clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority.get(0).data),
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", name, "--region", region, ...args],
    },
  };
}
