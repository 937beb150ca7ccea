import { BlockList, isIPv4 } from "node:net";
import type { Json } from "./render-chart";

type Labels = Readonly<Record<string, string>>;

/** A pod of the cluster, as policies see it. */
export interface PodPeer {
  readonly namespace: string;
  readonly labels: Labels;
  /**
   * Labels of its namespace besides the name, which Kubernetes sets.
   *
   * @default - none
   */
  readonly namespaceLabels?: Labels;
  /**
   * Its address. Given, networks match the pod too, as with the VPC CNI and Calico; with Cilium they never do.
   *
   * @default - none; only selectors match the pod
   */
  readonly address?: string;
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
 * direction lets everything.
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
    (ports === undefined || ports.length === 0 || ports.some((each: Json) => isPort(each, port)))
  );
}

function isPort({ protocol = "TCP", port: first, endPort: last = first }: Json, port: Port): boolean {
  const [name, number] = port.split(" ");
  if (typeof first === "string") {
    throw new Error(`a port must be a number, got '${first}'; teach this file the ports of containers`);
  }
  return protocol === name && (first === undefined || (first <= Number(number) && Number(number) <= last));
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Json,
  other: Peer,
  namespace: string | undefined,
): boolean {
  if (ipBlock !== undefined) {
    const address = typeof other === "string" ? other : other.address;
    return address !== undefined && within(address, ipBlock.cidr) && !(ipBlock.except ?? []).some(contains(address));
  }
  return (
    typeof other !== "string" &&
    (namespaceSelector === undefined
      ? other.namespace === namespace
      : selects(namespaceSelector, { ...other.namespaceLabels, "kubernetes.io/metadata.name": other.namespace })) &&
    selects(podSelector ?? {}, other.labels)
  );
}

/** What each operator of a selector asks of a label's value. */
const operators: Readonly<Record<string, (value: string | undefined, values: readonly string[]) => boolean>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  // Also of what has no such label, as Kubernetes does.
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

function selects({ matchLabels = {}, matchExpressions = [] }: Json, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }: Json) => operators[operator]!(labels[key], values))
  );
}

const contains = (address: string) => (network: string) => within(address, network);

function within(address: string, network: string): boolean {
  const [base = "", prefix] = network.split("/");
  const list = new BlockList();
  list.addSubnet(base, Number(prefix), isIPv4(base) ? "ipv4" : "ipv6");
  return isIPv4(base) === isIPv4(address) && list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
