import { DataAwsEksAddon } from "@cdktf/provider-aws/lib/data-aws-eks-addon";
import { countOf, isChosen } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";

/** How pods of a cluster get roles. */
export interface PodIdentityAgent {
  /** Name of the EKS cluster. */
  readonly cluster: string;
  /**
   * How a pod gets its role: EKS Pod Identity, or IAM Roles for Service Accounts, which Fargate profiles and pods with
   * security groups of their own need.
   *
   * @default "pod-identity"
   */
  readonly identity?: "pod-identity" | "irsa";
  /**
   * Who runs the Pod Identity agent: the EKS add-on (`addon`), which every plan then looks for, or something that
   * Terraform cannot see (`managed-elsewhere`).
   *
   * @default "addon"
   */
  readonly podIdentityAgent?: string;
}

/** Reads the agent's add-on, to which nothing refers: a cluster without the agent then fails the plan and not the pod. */
export function lookForPodIdentityAgent(
  scope: Construct,
  { cluster, identity = "pod-identity", podIdentityAgent = "addon" }: PodIdentityAgent,
): void {
  const isAddon = isChosen(podIdentityAgent, "addon");
  if (identity === "pod-identity" && isAddon !== false) {
    new DataAwsEksAddon(scope, "PodIdentityAgent", {
      count: countOf(isAddon),
      clusterName: cluster,
      addonName: "eks-pod-identity-agent",
    });
  }
}
