import type { Rule } from "../rule/rule";
import { isEmptyList } from "../values/known-value";

/** A network policy lets the manager reach its machines and GitLab. */
export const networkPolicyWithoutNetworks: Rule = {
  id: "network-policy-without-networks",
  title: "A network policy lets the manager reach its machines and GitLab",
  why:
    "What a policy does not name is closed. A manager that reaches no machine starts one after the other and gives none a " +
    "job; one that reaches no GitLab takes none.",
  fix: "name the address ranges of the machines' subnets in machineCidrs, and leave egressCidrs out or name those of GitLab and AWS",
  severity: "error",
  *check({ cluster: { networkPolicy } }) {
    if (networkPolicy === undefined) {
      return;
    }
    const { machineCidrs, egressCidrs } = networkPolicy;
    for (const [key, ranges] of Object.entries({ machineCidrs, egressCidrs })) {
      if (ranges !== undefined && isEmptyList(ranges)) {
        yield { path: ["cluster", "networkPolicy", key], message: "must hold at least one address range, got none" };
      }
    }
  },
};
