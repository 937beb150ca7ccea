import { isAllowed, type Peer, type PodPeer, type Port } from "./connection";
import type { Json } from "./render-chart";

// What Kubernetes says of NetworkPolicies, so that the tests of the charts' policies can be relied on.
const policy = (spec: Json, namespace = "a"): Json => ({
  metadata: { namespace },
  spec: { podSelector: {}, policyTypes: ["Egress"], ...spec },
});
const web: PodPeer = { namespace: "a", labels: { app: "web", tier: "front" } };
const other: PodPeer = { namespace: "b", labels: { app: "web" }, namespaceLabels: { team: "ci" }, address: "10.0.0.9" };

const opens = (policies: Json[], from: Peer, to: Peer, port: Port = "TCP 443") =>
  isAllowed(policies, { from, to, port });
const egressTo = (peer: Json) => [policy({ egress: [{ to: [peer] }] })];

test("without a policy everything is open, and an address outside asks nobody", () => {
  expect(opens([], web, other)).toBe(true);
  expect(opens([], "203.0.113.1", web)).toBe(true);
});

test("a policy without rules closes its direction, and no other", () => {
  expect(opens([policy({})], web, other)).toBe(false);
  expect(opens([policy({})], other, web)).toBe(true);
  expect(opens([policy({ policyTypes: ["Ingress"] })], other, web)).toBe(false);
  expect(opens([policy({ policyTypes: ["Ingress"] })], web, other)).toBe(true);
});

test("a policy is for pods of its namespace that it selects", () => {
  expect(opens([policy({}, "b")], web, other)).toBe(true);
  expect(opens([policy({ podSelector: { matchLabels: { app: "db" } } })], web, other)).toBe(true);
  expect(opens([policy({ podSelector: { matchLabels: { app: "web" } } })], web, other)).toBe(false);
});

test("the policies of both ends must allow a connection, and one of several for the same end is enough", () => {
  const out = policy({ egress: [{}] });
  const closed = policy({ policyTypes: ["Ingress"] }, "b");
  expect(opens([out, closed], web, other)).toBe(false);
  expect(opens([out, policy({})], web, other)).toBe(true);
  expect(opens([out, closed, policy({ policyTypes: ["Ingress"], ingress: [{}] }, "b")], web, other)).toBe(true);
});

test.each<[string, Json, boolean]>([
  ["a namespace by its name", { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "b" } } }, true],
  ["a namespace by its labels", { namespaceSelector: { matchLabels: { team: "ci" } } }, true],
  ["every namespace", { namespaceSelector: {} }, true],
  ["another namespace", { namespaceSelector: { matchLabels: { team: "ops" } } }, false],
  ["pods of the policy's own namespace", { podSelector: { matchLabels: { app: "web" } } }, false],
  ["other pods of the namespace", { namespaceSelector: {}, podSelector: { matchLabels: { app: "db" } } }, false],
  ["a network that the pod is in", { ipBlock: { cidr: "10.0.0.0/8" } }, true],
  ["a network with the pod's excepted", { ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/24"] } }, false],
  ["a network of IPv6", { ipBlock: { cidr: "::/0" } }, false],
])("as a peer, %s takes a pod in or not", (_name, peer, expected) => {
  expect(opens(egressTo(peer), web, other)).toBe(expected);
});

test("a pod without an address is in no network, and an address is no pod", () => {
  const { address: _address, ...cilium } = other;
  expect(opens(egressTo({ ipBlock: { cidr: "0.0.0.0/0" } }), web, cilium)).toBe(false);
  expect(opens(egressTo({ namespaceSelector: {} }), web, "10.0.0.9")).toBe(false);
});

test.each<[string, Json, boolean]>([
  ["In", { key: "app", operator: "In", values: ["db", "web"] }, true],
  ["In without the value", { key: "app", operator: "In", values: ["db"] }, false],
  ["In without the label", { key: "x", operator: "In", values: ["web"] }, false],
  ["NotIn", { key: "app", operator: "NotIn", values: ["db"] }, true],
  ["NotIn with the value", { key: "app", operator: "NotIn", values: ["web"] }, false],
  ["NotIn without the label", { key: "x", operator: "NotIn", values: ["web"] }, true],
  ["Exists", { key: "tier", operator: "Exists" }, true],
  ["Exists without the label", { key: "x", operator: "Exists" }, false],
  ["DoesNotExist", { key: "x", operator: "DoesNotExist" }, true],
  ["DoesNotExist with the label", { key: "tier", operator: "DoesNotExist" }, false],
])("an expression with %s selects as Kubernetes says", (_name, expression, selected) => {
  expect(opens([policy({ podSelector: { matchExpressions: [expression] } })], web, other)).toBe(!selected);
});

test.each<[string, Json[] | undefined, Port[]]>([
  ["no ports", undefined, ["TCP 80", "TCP 443", "UDP 53"]],
  ["one port", [{ port: 443 }], ["TCP 443"]],
  ["a protocol", [{ protocol: "UDP" }], ["UDP 53"]],
  [
    "several ports",
    [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 80 },
    ],
    ["TCP 80", "UDP 53"],
  ],
  ["a range", [{ protocol: "TCP", port: 100, endPort: 500 }], ["TCP 443"]],
])("a rule with %s opens those", (_name, ports, expected) => {
  const policies = [policy({ egress: [{ ports }] })];
  const open = (["TCP 80", "TCP 443", "UDP 53"] as const).filter((port) => opens(policies, web, other, port));
  expect(open).toEqual(expected);
});

test("a port by its name is no silent denial", () => {
  const policies = [policy({ egress: [{ ports: [{ port: "metrics" }] }] })];
  expect(() => opens(policies, web, other)).toThrow("a port must be a number, got 'metrics'");
});
