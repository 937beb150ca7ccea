import type { Rule } from "../rule/rule";

/** A cluster is reached by a kubeconfig file or by EKS, not by parts of both. */
export const clusterAccessContradiction: Rule = {
  id: "cluster-access-contradiction",
  title: "A cluster is reached by a kubeconfig file or by EKS, not by parts of both",
  why:
    "A context is looked for in the kubeconfig file that is named, and arguments of `aws eks get-token` are for a cluster " +
    "that EKS is asked for. What nobody reads leaves the choice of the cluster, or of the role, to chance.",
  fix: "name a kubeconfig file, with a context, or give arguments of get-token alone",
  severity: "error",
  *check({ cluster: { access } }) {
    const path = ["cluster", "access"];
    if (access?.kubeconfigContext !== undefined && access.kubeconfigPath === undefined) {
      yield { path: [...path, "kubeconfigContext"], message: "must not be given without kubeconfigPath" };
    }
    if (access?.getTokenArgs !== undefined && access.kubeconfigPath !== undefined) {
      yield { path: [...path, "getTokenArgs"], message: "must not be given with kubeconfigPath" };
    }
  },
};
