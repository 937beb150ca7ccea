import type { Rule, RuleFinding } from "../rule/rule";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

type NetworkPolicy = NonNullable<RunnerFleetConfig["cluster"]["networkPolicy"]>;
type Peer = NonNullable<NetworkPolicy["metricsFrom"]>[number];

/** The other end of a connection is one that Kubernetes takes. */
export const networkPeerContradiction: Rule = {
  id: "network-peer-contradiction",
  title: "The other end of a connection is one that Kubernetes takes",
  why: "Kubernetes refuses the whole network policy: a peer is pods by their selectors, or a range of addresses.",
  fix: "write pods and ranges of addresses as entries of their own",
  severity: "error",
  *check({ cluster: { networkPolicy } }) {
    const at = ["cluster", "networkPolicy"];
    yield* peerFindings(networkPolicy?.metricsFrom, [...at, "metricsFrom"]);
    for (const [index, { to }] of (networkPolicy?.egressRules ?? []).entries()) {
      yield* peerFindings(to, [...at, "egressRules", index, "to"]);
    }
  },
};

function* peerFindings(peers: readonly Peer[] | undefined, at: readonly PropertyKey[]): Iterable<RuleFinding> {
  for (const [index, peer] of (peers ?? []).entries()) {
    const { podSelector, namespaceSelector, ipBlock } = peer;
    const selectors = Object.entries({ podSelector, namespaceSelector }).filter(([, selector]) => selector);
    if (selectors.length === 0 && !ipBlock) {
      yield { path: [...at, index], message: "must have a podSelector, a namespaceSelector or an ipBlock, got none" };
    }
    if (selectors.length > 0 && ipBlock) {
      yield { path: [...at, index, "ipBlock"], message: `must not be given with ${selectors[0]?.[0]}` };
    }
  }
}
