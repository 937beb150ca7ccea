import { fleetsOf, hasMachines, hasPods } from "../fleets/fleet-kinds";
import type { Rule } from "../rule/rule";
import { isEmptyList } from "../values/known-value";

/** A network policy lets the manager reach its machines, the API server and GitLab. */
export const networkPolicyWithoutNetworks: Rule = {
  id: "network-policy-without-networks",
  title: "A network policy lets the manager reach its machines, the API server and GitLab",
  why:
    "What a policy does not name is closed. A manager that reaches no machine starts one after the other and gives none a " +
    "job; one that does not reach the API server fails every job of its pods; one that reaches no GitLab takes none.",
  fix:
    "name the machines' subnets in machineCidrs where a fleet has machines, the API server in apiServerCidrs where a fleet " +
    "has pods, and leave egressCidrs out or name GitLab and AWS",
  severity: "error",
  *check(config) {
    const { networkPolicy } = config.cluster;
    if (networkPolicy === undefined) {
      return;
    }
    const { machineCidrs, apiServerCidrs, egressCidrs } = networkPolicy;
    const needed = {
      machineCidrs: fleetsOf(config, hasMachines).length > 0,
      apiServerCidrs: fleetsOf(config, hasPods).length > 0,
      egressCidrs: false,
    };
    for (const [key, ranges] of Object.entries({ machineCidrs, apiServerCidrs, egressCidrs })) {
      const isMissing = ranges === undefined && needed[key as keyof typeof needed];
      if (isMissing || (ranges !== undefined && isEmptyList(ranges))) {
        yield { path: ["cluster", "networkPolicy", key], message: "must hold at least one address range, got none" };
      }
    }
  },
};
