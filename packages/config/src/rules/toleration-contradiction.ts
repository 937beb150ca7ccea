import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A toleration is one that Kubernetes takes. */
export const tolerationContradiction: Rule = {
  id: "toleration-contradiction",
  title: "A toleration is one that Kubernetes takes",
  why: "Kubernetes refuses the manager's pod: a toleration without key must have the operator Exists, and Exists takes no value.",
  fix: "give a key, or set operator to Exists and remove value",
  severity: "error",
  *check({ cluster }) {
    for (const [index, { key, operator, value }] of knownEntries(cluster.tolerations)) {
      if (key === undefined && operator !== "Exists") {
        yield { path: ["cluster", "tolerations", index], message: 'must have a key, or the operator "Exists"' };
      }
      if (operator === "Exists" && value !== undefined) {
        yield {
          path: ["cluster", "tolerations", index, "value"],
          message: 'must not be given with the operator "Exists"',
        };
      }
    }
  },
};
