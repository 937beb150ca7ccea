import fc from "fast-check";
import { BlockList } from "node:net";
import { isAllowed, type Peer, type PodPeer, type Port } from "./connection";
import { kubernetesValues } from "./kubernetes-runner";
import { renderChart, type Json } from "./render-chart";

/** Values of a manager with policies, whose jobs are in the namespace `jobs` with this policy. */
const valuesWithPolicy = (networkPolicy: Json, more: Json = {}, flavor = "kubernetes"): Json => ({
  ...kubernetesValues({}),
  networkPolicy: { enabled: true, flavor, egress: { apiServerCidrs: ["10.0.0.5/32"] } },
  jobs: { namespaces: { jobs: { networkPolicy, ...more } } },
});

const policiesOf = (values: Json, kind = "NetworkPolicy"): Json[] =>
  renderChart(values, "linux", "ci").objects.filter((object) => object.kind === kind);

const pod = (namespace: string, labels: Record<string, string>, address?: string): PodPeer => ({
  namespace,
  labels,
  address,
});
const job = pod("jobs", { "job.runner.gitlab.com/pod": "a", app: "web" }, "10.1.0.7");
const pause = pod("jobs", { "runner.gitlab.com/pause-pod": "true" }, "10.1.0.8");
const dns = pod("kube-system", { "k8s-app": "kube-dns" }, "10.1.0.2");
const cache = pod("ci-cache", { "app.kubernetes.io/name": "runner-cache" }, "10.1.0.20");
const gitlab = pod("gitlab", { app: "webservice" }, "10.1.0.30");
const manager = pod("ci", {
  "app.kubernetes.io/name": "runner-manager",
  "app.kubernetes.io/instance": "linux",
  "app.kubernetes.io/component": "manager",
});

let policies: Json[];
beforeAll(() => {
  policies = policiesOf(
    valuesWithPolicy({
      nodeLocalDns: true,
      cache: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ci-cache" } },
          podSelector: { matchLabels: { "app.kubernetes.io/name": "runner-cache" } },
        },
      ],
      egress: {
        extra: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "gitlab" } },
                podSelector: { matchLabels: { app: "webservice" } },
              },
            ],
            ports: [{ port: 8181 }],
          },
        ],
      },
    }),
  );
});

test.each<[string, Peer, Peer, Port]>([
  ["a job to the cluster's DNS", job, dns, "UDP 53"],
  ["a job to the cluster's DNS for long names", job, dns, "TCP 53"],
  ["a job to the cache of DNS on its node", job, "169.254.20.10", "UDP 53"],
  ["a job to GitLab outside", job, "203.0.113.9", "TCP 443"],
  ["a job to GitLab outside by SSH", job, "203.0.113.9", "TCP 22"],
  ["a job to GitLab outside over IPv6", job, "2606:4700::1", "TCP 443"],
  ["a job to the cache", job, cache, "TCP 9000"],
  ["a job to GitLab in the cluster, which the values name", job, gitlab, "TCP 8181"],
  ["the manager to the API server", manager, "10.0.0.5", "TCP 443"],
  ["the manager to GitLab outside", manager, "203.0.113.9", "TCP 443"],
])("%s is open", (_name, from, to, port) => {
  expect(isAllowed(policies, { from, to, port })).toBe(true);
});

test.each<[string, Peer, Peer, Port]>([
  ["the node's metadata to a job", job, "169.254.169.254", "TCP 80"],
  ["the node's metadata over IPv6 to a job", job, "fd00:ec2::254", "TCP 80"],
  ["the agent of Pod Identity to a job without a role", job, "169.254.170.23", "TCP 80"],
  ["the credentials of ECS to a job", job, "169.254.170.2", "TCP 80"],
  ["another port of the cache of DNS to a job", job, "169.254.20.10", "TCP 9253"],
  ["a pod that calls itself DNS to a job", job, pod("jobs", dns.labels), "UDP 53"],
  ["another pod beside DNS to a job", job, pod("kube-system", {}, "10.1.0.3"), "UDP 53"],
  ["another port of DNS to a job", job, dns, "TCP 9153"],
  ["the API server to a job", job, "10.0.0.5", "TCP 443"],
  ["the API server's service to a job", job, "172.20.0.1", "TCP 443"],
  ["the VPC to a job", job, "10.0.64.12", "TCP 5432"],
  ["a VPC's network for pods to a job", job, "100.64.3.4", "TCP 443"],
  ["a VPC's other network for pods to a job", job, "198.19.3.4", "TCP 443"],
  ["a peer of private IPv6 to a job", job, "fd12:3456::1", "TCP 443"],
  ["a link-local address of IPv6 to a job", job, "fe80::1", "TCP 443"],
  ["another job to a job", job, { ...job, address: "10.1.0.9" }, "TCP 8080"],
  ["a pod of another namespace to a job", job, pod("web", { app: "web" }, "10.1.0.40"), "TCP 80"],
  ["another pod beside the cache to a job", job, pod("ci-cache", {}, "10.1.0.21"), "TCP 9000"],
  ["another port of GitLab in the cluster to a job", job, gitlab, "TCP 22"],
  ["the manager's metrics to a job", job, manager, "TCP 9252"],
  ["a job to the manager", manager, job, "TCP 80"],
  ["a job to the outside", "203.0.113.9", job, "TCP 80"],
  ["a job to Prometheus", pod("monitoring", { app: "prometheus" }), job, "TCP 9100"],
  ["the VPC to a pause pod", pause, "10.0.64.12", "TCP 443"],
])("%s is closed", (_name, from, to, port) => {
  expect(isAllowed(policies, { from, to, port })).toBe(false);
});

test("a job has no label that takes it out of the policy", () => {
  const [own, ...more] = policies.filter(({ metadata }) => metadata.namespace === "jobs");
  expect(more).toEqual([]);
  expect(own.spec.podSelector).toEqual({});
  expect(own.spec.policyTypes).toEqual(["Ingress", "Egress"]);
});

describe("a namespace without a policy", () => {
  test.each([
    ["nothing said of one", {}],
    ["one that is off", { networkPolicy: { enabled: false, egress: { cidrs: [] } } }],
  ])("has none with %s", (_name, namespace) => {
    const values = { ...kubernetesValues({}), jobs: { namespaces: { jobs: namespace } } };
    expect(policiesOf(values)).toEqual([]);
  });
});

/** Whether jobs with a policy reach an address by TCP 443. */
const reaches = (networkPolicy: Json, address: string) =>
  isAllowed(policiesOf(valuesWithPolicy(networkPolicy)), { from: job, to: address, port: "TCP 443" });

test.each<[string, Json, string, boolean]>([
  ["a network inside of the VPC", { cidrs: ["0.0.0.0/0", "10.20.0.0/16"] }, "10.20.3.4", true],
  ["a network inside of the VPC, and no other there", { cidrs: ["0.0.0.0/0", "10.20.0.0/16"] }, "10.21.3.4", false],
  ["a network that is excepted by default", { cidrs: ["10.0.0.0/8"] }, "10.9.9.9", true],
  ["networks alone", { cidrs: ["198.51.100.0/24"] }, "203.0.113.9", false],
  ["exceptions of one's own", { exceptCidrs: ["203.0.113.0/24"] }, "203.0.113.9", false],
  ["exceptions of one's own, in place of the usual ones", { exceptCidrs: ["203.0.113.0/24"] }, "10.0.0.1", true],
  ["no exceptions, and the node's metadata", { exceptCidrs: [] }, "169.254.169.254", false],
  ["the link-local network, and the node's metadata", { cidrs: ["169.254.0.0/16"] }, "169.254.169.254", false],
  ["the link-local network", { cidrs: ["169.254.0.0/16"] }, "169.254.20.10", true],
  ["a private network of IPv6", { cidrs: ["fd12:3456::/64"] }, "fd12:3456::7", true],
])("with %s", (_name, egress, address, expected) => {
  expect(reaches({ egress }, address)).toBe(expected);
});

test("DNS elsewhere is named", () => {
  const dnsPeers = [{ ipBlock: { cidr: "172.20.0.10/32" } }];
  const found = policiesOf(valuesWithPolicy({ dnsPeers }));
  const open = (to: Peer, port: Port) => isAllowed(found, { from: job, to, port });
  expect([open("172.20.0.10", "UDP 53"), open("172.20.0.10", "TCP 443"), open(dns, "UDP 53")]).toEqual([
    true,
    false,
    true,
  ]);
});

describe("a namespace whose jobs have roles by Pod Identity", () => {
  const values = (flavor?: string) =>
    valuesWithPolicy(
      { podIdentityAgent: true },
      {
        serviceAccounts: {
          production: {},
          staging: {},
          other: { annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/other" } },
        },
      },
      flavor,
    );

  test.each(["169.254.170.23", "fd00:ec2::23"])("reaches the agent at %s by http, and nothing beside it", (address) => {
    const found = policiesOf(values());
    const open = (to: string, port: Port) => isAllowed(found, { from: job, to, port });
    expect([open(address, "TCP 80"), open(address, "TCP 2703")]).toEqual([true, false]);
    expect(open("169.254.169.254", "TCP 80")).toBe(false);
    expect(open("fd00:ec2::254", "TCP 80")).toBe(false);
  });

  const ports = [{ ports: [{ port: "80", protocol: "TCP" }] }];
  const agent = [
    { toEntities: ["host"], toPorts: ports },
    { toCIDR: ["169.254.170.23/32", "fd00:ec2::23/128"], toPorts: ports },
  ];
  const ciliumOf = (found: Json) =>
    policiesOf(found, "CiliumNetworkPolicy").filter(({ metadata }) => metadata.namespace === "jobs");

  test("with Cilium only the accounts reach it that can have such a role", () => {
    const [policy, ...more] = ciliumOf(values("cilium"));
    expect(more).toEqual([]);
    expect(policy.metadata.name).toBe("linux-runner-manager-jobs");
    expect(policy.spec).toBeUndefined();
    expect(policy.specs).toEqual([
      {
        endpointSelector: {
          matchExpressions: [
            { key: "io.cilium.k8s.policy.serviceaccount", operator: "In", values: ["production", "staging"] },
          ],
        },
        egress: agent,
      },
    ]);
    const plain = policiesOf(values("cilium"));
    expect(isAllowed(plain, { from: job, to: "169.254.170.23", port: "TCP 80" })).toBe(false);
  });

  test("with Cilium and accounts that the values don't name, all of them do", () => {
    const [policy] = ciliumOf(valuesWithPolicy({ podIdentityAgent: true }, {}, "cilium"));
    expect(policy.specs).toEqual([{ endpointSelector: {}, egress: agent }]);
  });

  test("with Cilium the cache of DNS on the node is the node, too", () => {
    const [policy] = ciliumOf(valuesWithPolicy({ nodeLocalDns: true }, {}, "cilium"));
    const dnsPorts = [
      { port: "53", protocol: "UDP" },
      { port: "53", protocol: "TCP" },
    ];
    expect(policy.specs).toEqual([
      { endpointSelector: {}, egress: [{ toEntities: ["host"], toPorts: [{ ports: dnsPorts }] }] },
    ]);
  });

  test("with Cilium and neither there is no policy of its own", () => {
    expect(ciliumOf(valuesWithPolicy({}, {}, "cilium"))).toEqual([]);
  });
});

test("the arithmetic with networks is right for any of them", () => {
  // Networks of few bits and few digits lie in each other often enough.
  const network = fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 32 }))
    .map(([first, second, prefix]) => `${first * 32}.${second * 64}.${first}.${second}/${prefix}`);
  const samples = fc.sample(fc.tuple(network, fc.array(network, { minLength: 1, maxLength: 4 })), {
    numRuns: 200,
    seed: 1,
  });
  const namespaces = samples.map(([cidr, exceptCidrs], index) => [
    `jobs-${index}`,
    { networkPolicy: { egress: { cidrs: [cidr], exceptCidrs } } },
  ]);
  const found = policiesOf({ ...kubernetesValues({}), jobs: { namespaces: Object.fromEntries(namespaces) } });
  expect(found).toHaveLength(200);
  const seen = samples.map(([cidr, exceptCidrs], index) => {
    const rules: Json[] = found.find(({ metadata }) => metadata.namespace === `jobs-${index}`).spec.egress;
    const { ipBlock } = rules.flatMap(({ to }) => to).find((peer: Json) => peer.ipBlock);
    const inside = exceptCidrs.filter((each) => holds(cidr, each) && !holds(each, cidr));
    const metadata = "169.254.169.254/32";
    const uncovered = holds(cidr, metadata) && !inside.some((each) => holds(each, metadata));
    expect([cidr, ipBlock.except ?? []]).toEqual([cidr, [...new Set([...inside, ...(uncovered ? [metadata] : [])])]]);
    return inside.length > 0;
  });
  expect(new Set(seen)).toEqual(new Set([true, false]));
});

/** By Node's own arithmetic. */
function holds(outer: string, inner: string): boolean {
  const [base = "", bits] = outer.split("/");
  const [address = "", prefix] = inner.split("/");
  const list = new BlockList();
  list.addSubnet(base, Number(bits));
  return Number(bits) <= Number(prefix) && list.check(address);
}
