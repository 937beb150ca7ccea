import { formatPath } from "../findings/finding";
import { roleNeeds } from "../fleets/aws-needs";
import type { Rule } from "../rule/rule";

/** A deployment on Kubernetes that uses AWS names its EKS cluster. */
export const clusterNameMissing: Rule = {
  id: "cluster-name-missing",
  title: "A deployment on Kubernetes that uses AWS names its EKS cluster",
  why:
    "The role of a manager or a job trusts pods of one cluster. Without the cluster's name there is no role, and without a " +
    "role the manager can start no machine and reach no bucket.",
  fix: "set cluster.name",
  severity: "error",
  *check(config) {
    const [first] = roleNeeds(config);
    if (config.manager.platform === "kubernetes" && config.cluster.name === undefined && first !== undefined) {
      yield { path: ["cluster", "name"], message: `must be given for ${formatPath(first.path)}` };
    }
  },
};
