import type { Rule } from "../rule/rule";

/** A manager whose pod has security groups of its own gets its role by IRSA. */
export const podSecurityGroupsNeedIrsa: Rule = {
  id: "pod-security-groups-need-irsa",
  title: "A manager whose pod has security groups of its own gets its role by IRSA",
  why:
    "A pod with security groups of its own does not reach the agent of EKS Pod Identity on its node. The manager finds no " +
    "credentials, and no machine is ever started.",
  fix: 'set cluster.identity to "irsa"',
  severity: "error",
  *check({ cluster }) {
    if (cluster.podSecurityGroups && cluster.identity !== "irsa") {
      yield {
        path: ["cluster", "identity"],
        message: `must be "irsa" with podSecurityGroups, got "${cluster.identity}"`,
      };
    }
  },
};
