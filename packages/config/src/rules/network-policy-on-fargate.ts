import type { Rule } from "../rule/rule";

/** A network policy is for a manager on nodes. */
export const networkPolicyOnFargate: Rule = {
  id: "network-policy-on-fargate",
  title: "A network policy is for a manager on nodes",
  why: "Nothing on a Fargate profile enforces a network policy: the manager is as open as without one, and only looks closed.",
  fix: "remove cluster.networkPolicy and close the pod by a security group of its own, or run the manager on nodes",
  severity: "warning",
  *check({ cluster }) {
    if (cluster.networkPolicy !== undefined && cluster.compute === "fargate") {
      yield { path: ["cluster", "networkPolicy"], message: 'has no effect with a compute of "fargate"' };
    }
  },
};
