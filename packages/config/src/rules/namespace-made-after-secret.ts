import type { Rule } from "../rule/rule";

/** A namespace that Terraform makes cannot hold the user's Secret beforehand. */
export const namespaceMadeAfterSecret: Rule = {
  id: "namespace-made-after-secret",
  title: "A namespace that Terraform makes cannot hold the user's Secret beforehand",
  why: "The manager's pod reads its tokens from an existing Secret. In a namespace that the same apply makes, there is none yet: the pod waits for it, and the apply with it.",
  fix: 'make the namespace and the Secret first and leave namespacePolicy out, or set cluster.tokens.source to "variable"',
  severity: "warning",
  *check({ cluster }) {
    if (cluster.namespacePolicy === "create" && cluster.tokens.source === "existing") {
      yield {
        path: ["cluster", "namespacePolicy"],
        message: 'must not be "create" where the Secret of cluster.tokens is an existing one, got "create"',
      };
    }
  },
};
