import type { Rule } from "../rule/rule";

/** A manager on Fargate gets its role by IRSA. */
export const fargateNeedsIrsa: Rule = {
  id: "fargate-needs-irsa",
  title: "A manager on Fargate gets its role by IRSA",
  why:
    "The agent of EKS Pod Identity runs on EC2 nodes only. On a Fargate profile the manager finds no credentials, and no " +
    "machine is ever started.",
  fix: 'set cluster.identity to "irsa"',
  severity: "error",
  *check({ cluster }) {
    if (cluster.compute === "fargate" && cluster.identity !== "irsa") {
      yield {
        path: ["cluster", "identity"],
        message: `must be "irsa" with a compute of "fargate", got "${cluster.identity}"`,
      };
    }
  },
};
