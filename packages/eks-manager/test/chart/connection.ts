import { BlockList, isIPv4 } from "node:net";
import type { Json } from "./render-chart";

/** A pod of the cluster, as policies see it. */
export interface PodPeer {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** One end of a connection: a pod, or an address outside of the cluster or of a node. */
export type Peer = PodPeer | string;

/** Protocol and number of a port, such as `TCP 443`. */
export type Port = `${"TCP" | "UDP"} ${number}`;

/** A connection that someone tries to open. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly port: Port;
}

/**
 * Whether the NetworkPolicies let a connection be opened: both ends must, and an end that no policy selects in that
 * direction lets everything. Labels of a namespace are its name alone, as Kubernetes sets it.
 */
export function isAllowed(policies: Json[], connection: Connection): boolean {
  const { from, to } = connection;
  return (
    lets(policies, "Egress", from, (rule) => matches(rule.to, rule.ports, to, from, connection)) &&
    lets(policies, "Ingress", to, (rule) => matches(rule.from, rule.ports, from, to, connection))
  );
}

function lets(policies: Json[], direction: "Egress" | "Ingress", end: Peer, allows: (rule: Json) => boolean): boolean {
  if (typeof end === "string") {
    return true;
  }
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === end.namespace &&
      spec.policyTypes.includes(direction) &&
      selects(spec.podSelector, end.labels),
  );
  return selecting.length === 0 || selecting.some(({ spec }) => (spec[direction.toLowerCase()] ?? []).some(allows));
}

function matches(peers: Json, ports: Json, other: Peer, self: Peer, { port }: Connection): boolean {
  const namespace = typeof self === "string" ? undefined : self.namespace;
  return (
    (peers === undefined || peers.length === 0 || peers.some((peer: Json) => isPeer(peer, other, namespace))) &&
    (ports === undefined || ports.some((each: Json) => `${each.protocol ?? "TCP"} ${each.port}` === port))
  );
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Json,
  other: Peer,
  namespace: string | undefined,
): boolean {
  if (typeof other === "string") {
    return ipBlock !== undefined && within(other, ipBlock.cidr) && !(ipBlock.except ?? []).some(contains(other));
  }
  const sameNamespace = other.namespace === namespace;
  return (
    ipBlock === undefined &&
    (namespaceSelector === undefined
      ? sameNamespace
      : selects(namespaceSelector, { "kubernetes.io/metadata.name": other.namespace })) &&
    selects(podSelector ?? {}, other.labels)
  );
}

function selects(selector: Json, labels: Record<string, string>): boolean {
  const { matchLabels = {}, ...others } = selector;
  if (Object.keys(others).length > 0) {
    throw new Error(`a selector must have matchLabels alone, got ${Object.keys(others)}; teach this file the others`);
  }
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

const contains = (address: string) => (network: string) => within(address, network);

function within(address: string, network: string): boolean {
  const [base = "", prefix] = network.split("/");
  const list = new BlockList();
  list.addSubnet(base, Number(prefix), isIPv4(base) ? "ipv4" : "ipv6");
  return isIPv4(base) === isIPv4(address) && list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
