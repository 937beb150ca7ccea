import { isAllowed, type Peer, type PodPeer, type Port } from "./connection";
import { kubernetesValues } from "./kubernetes-runner";
import { ciValues, renderChart, valuesWith, valuesWithToml, type Json } from "./render-chart";

const everywhere = ["0.0.0.0/0", "::/0"];
const prometheus: PodPeer = { namespace: "monitoring", labels: { app: "prometheus" } };
const networkPolicy = {
  enabled: true,
  metricsFrom: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
      podSelector: { matchLabels: { app: "prometheus" } },
    },
  ],
  egress: { machineCidrs: ["10.0.0.0/16", "fd00:10::/64"] },
};
const withPolicy = (values: Json, policy: Json = {}): Json => ({
  ...values,
  networkPolicy: { ...networkPolicy, ...policy, egress: { ...networkPolicy.egress, ...policy.egress } },
});

/** The policies of a release, and its pods with the labels that they really get. */
function releaseOf(values: Json) {
  const { objects, statefulSet } = renderChart(values, "linux", "ci");
  const only = (kind: string) => objects.find((object) => object.kind === kind);
  const pod = (labels: Record<string, string>): PodPeer => ({ namespace: "ci", labels });
  return {
    policies: objects.filter(({ kind }) => kind === "NetworkPolicy"),
    cilium: objects.filter(({ kind }) => kind === "CiliumNetworkPolicy"),
    manager: pod(statefulSet.spec.template.metadata.labels),
    preflight: pod(only("Job").spec.template.metadata.labels),
    test: pod(only("Pod").metadata.labels),
  };
}

type Release = ReturnType<typeof releaseOf>;
type End = "manager" | "preflight" | "test" | Peer;

const ends = (release: Release) => (end: End) =>
  end === "manager" || end === "preflight" || end === "test" ? release[end] : end;
const opens = (release: Release, from: End, to: End, port: Port) =>
  isAllowed(release.policies, { from: ends(release)(from), to: ends(release)(to), port });

let release: Release;
beforeAll(() => {
  release = releaseOf(withPolicy(ciValues("default")));
});

const stranger: PodPeer = { namespace: "ci", labels: { app: "web" } };

test.each<[string, End, End, Port]>([
  ["the manager asks GitLab and AWS", "manager", "203.0.113.9", "TCP 443"],
  ["the manager asks GitLab and AWS over IPv6", "manager", "2001:db8::1", "TCP 443"],
  ["the manager reaches a machine by SSH", "manager", "10.0.1.5", "TCP 22"],
  ["the manager reaches a machine by SSH over IPv6", "manager", "fd00:10::5", "TCP 22"],
  ["the manager asks the agent of Pod Identity", "manager", "169.254.170.23", "TCP 80"],
  ["the manager asks the agent of Pod Identity over IPv6", "manager", "fd00:ec2::23", "TCP 80"],
  ["the manager asks for names on its node", "manager", "169.254.20.10", "UDP 53"],
  ["the manager asks for long names", "manager", "10.0.0.2", "TCP 53"],
  ["the manager asks a pod for names", "manager", { namespace: "kube-system", labels: {} }, "UDP 53"],
  ["Prometheus reads the metrics", prometheus, "manager", "TCP 9252"],
  ["the test reads the metrics", "test", "manager", "TCP 9252"],
  ["the test asks for names", "test", "10.0.0.2", "UDP 53"],
  ["the preflight asks GitLab", "preflight", "203.0.113.9", "TCP 443"],
  ["the preflight asks for names", "preflight", "10.0.0.2", "UDP 53"],
])("%s", (_name, from, to, port) => {
  expect(opens(release, from, to, port)).toBe(true);
});

test.each<[string, End, End, Port]>([
  ["a machine's Docker to the manager", "manager", "10.0.1.5", "TCP 2375"],
  ["a machine by SSH outside of the machines' subnets to the manager", "manager", "10.1.0.5", "TCP 22"],
  ["a service over http to the manager", "manager", "203.0.113.9", "TCP 80"],
  ["the node's metadata to the manager", "manager", "169.254.169.254", "TCP 80"],
  ["the node's metadata at another port to the manager", "manager", "169.254.169.254", "TCP 443"],
  ["the node's metadata over IPv6 to the manager", "manager", "fd00:ec2::254", "TCP 80"],
  ["the credentials of ECS to the manager", "manager", "169.254.170.2", "TCP 80"],
  ["another pod of the namespace to the manager", "manager", stranger, "TCP 8080"],
  ["the metrics to a pod of the namespace", stranger, "manager", "TCP 9252"],
  ["the metrics to a pod that calls itself Prometheus", { ...prometheus, namespace: "ci" }, "manager", "TCP 9252"],
  ["the metrics to another pod beside Prometheus", { ...prometheus, labels: {} }, "manager", "TCP 9252"],
  ["the metrics to the outside", "203.0.113.9", "manager", "TCP 9252"],
  ["another port of the manager to Prometheus", prometheus, "manager", "TCP 8093"],
  ["a connection to the preflight", prometheus, "preflight", "TCP 9252"],
  ["a connection to the test", stranger, "test", "TCP 9252"],
  ["a machine to the preflight", "preflight", "10.0.1.5", "TCP 22"],
  ["the agent of Pod Identity to the preflight", "preflight", "169.254.170.23", "TCP 80"],
  ["GitLab to the test", "test", "203.0.113.9", "TCP 443"],
])("%s is denied", (_name, from, to, port) => {
  expect(opens(release, from, to, port)).toBe(false);
});

test("the test of another release does not reach the manager", () => {
  const labels = { ...release.test.labels, "app.kubernetes.io/instance": "other" };
  expect(opens(release, { namespace: "ci", labels }, "manager", "TCP 9252")).toBe(false);
});

test("a pod that the chart did not make is left alone", () => {
  expect(opens(release, stranger, "203.0.113.9", "TCP 80")).toBe(true);
});

test("without metricsFrom only the test reads the metrics", () => {
  const alone = releaseOf(withPolicy(ciValues("default"), { metricsFrom: [] }));
  expect(opens(alone, prometheus, "manager", "TCP 9252")).toBe(false);
  expect(opens(alone, "test", "manager", "TCP 9252")).toBe(true);
});

test("another port of the metrics is opened in place of the usual", () => {
  const moved = releaseOf(withPolicy({ ...valuesWithToml('listen_address = ":9252"', ""), metrics: { port: 9300 } }));
  expect([9252, 9300].map((port) => opens(moved, prometheus, "manager", `TCP ${port}`))).toEqual([false, true]);
  expect([9252, 9300].map((port) => opens(moved, "test", "manager", `TCP ${port}`))).toEqual([false, true]);
});

test.each(["[::]:8093", "0.0.0.0:8093", ":8093"])("GitLab reaches a session server that listens on %s", (address) => {
  const toml = `[session_server]\nlisten_address = "${address}"\n`;
  const { config } = ciValues("default");
  const values = valuesWith({ config: { toml: config.toml.replace("[[runners]]", `${toml}\n[[runners]]`) } });
  const session = releaseOf(withPolicy(values));
  expect([8093, 8094].map((port) => opens(session, "203.0.113.9", "manager", `TCP ${port}`))).toEqual([true, false]);
});

/** Ports, of these, at which the manager reaches an address. */
const portsTo = (values: Json, address: string, ports: number[]) => {
  const found = releaseOf(values);
  return ports.filter((port) => opens(found, "manager", address, `TCP ${port}`));
};

test.each<[string, Json, number[]]>([
  ["https", valuesWithToml("https://gitlab.com", "https://gitlab.example.com/"), [443]],
  ["http in capitals", valuesWithToml("https://gitlab.com", "HTTP://gitlab.example.com"), [80, 443]],
  ["a port of its own", valuesWithToml("https://gitlab.com", "https://gitlab.example.com:8443/git"), [443, 8443]],
  ["an IPv6 address", valuesWithToml("https://gitlab.com", "https://[2001:db8::1]:8443"), [443, 8443]],
  ["http", valuesWithToml("https://gitlab.com", "http://gitlab.example.com"), [80, 443]],
  [
    "an address from a variable",
    { ...valuesWithToml("https://gitlab.com", "${GITLAB_URL}"), extraEnv: { GITLAB_URL: "https://a:8443" } },
    [443, 8443],
  ],
  [
    "a host from a variable without braces",
    { ...valuesWithToml("https://gitlab.com", "https://$HOST:8443/"), extraEnv: { HOST: "a", HOS: "b:80" } },
    [443, 8443],
  ],
  ["a proxy", valuesWith({ proxy: { https: "http://proxy.example.com:3128" } }), [443, 3128]],
  ["a proxy without a port", valuesWith({ proxy: { http: "http://proxy.example.com" } }), [80, 443]],
  [
    "a registry of plugins with a port",
    { ...valuesWithToml("aws:1.1.0", "r.example:5000/p/aws:1"), plugin: { install: "r.example:5000/p/aws:1.1.0" } },
    [443, 5000],
  ],
])(
  "with %s the manager reaches services by the ports it needs, and the node's metadata by none",
  (_name, values, expected) => {
    const ports = [80, 443, 3128, 5000, 8443];
    expect(portsTo(withPolicy(values), "203.0.113.9", ports)).toEqual(expected);
    expect(portsTo(withPolicy(values), "169.254.169.254", ports)).toEqual([]);
  },
);

test.each([
  ["usually", "", [22]],
  ["with a port in the configuration", "protocol_port = 2222", [2222]],
  ["by WinRM", 'protocol = "winrm"', [5985]],
  ["by WinRM over TLS", 'protocol = "winrm+https"', [5986]],
  ["on Windows", 'os = "windows"', [5985]],
  ["on Windows by SSH", 'os = "windows"\nprotocol = "ssh"', [22]],
])("%s a machine is reached by the port that GitLab Runner uses", (_name, connector, expected) => {
  const values = valuesWithToml('username = "ec2-user"', `username = "ec2-user"\n${connector}`);
  expect(portsTo(withPolicy(values), "10.0.1.5", [22, 2222, 5985, 5986])).toEqual(expected);
});

test("the machines' subnets are closed to a manager without machines", () => {
  expect(portsTo(withPolicy(kubernetesValues({})), "10.0.1.5", [22, 443])).toEqual([443]);
});

describe("with GitLab's and AWS's networks alone", () => {
  const egress = { cidrs: ["198.51.100.0/24"], apiServerCidrs: ["172.20.0.1/32"] };

  test("nothing else is reached", () => {
    const values = withPolicy(ciValues("default"), { egress });
    expect(portsTo(values, "198.51.100.7", [80, 443])).toEqual([443]);
    expect(portsTo(values, "203.0.113.9", [80, 443])).toEqual([]);
  });

  test("the API server is reached where jobs are pods", () => {
    expect(portsTo(withPolicy(kubernetesValues({}), { egress }), "172.20.0.1", [443, 6443])).toEqual([443]);
  });

  test("the API server is not reached where jobs are on machines", () => {
    expect(portsTo(withPolicy(ciValues("default"), { egress }), "172.20.0.1", [443, 6443])).toEqual([]);
  });

  test("the API server of another cluster is reached at its port", () => {
    const values = kubernetesValues({ kubernetes: 'host = "https://10.9.0.1:6443"' });
    expect(portsTo(withPolicy(values, { egress }), "172.20.0.1", [443, 6443])).toEqual([6443]);
  });
});

test("rules of one's own are added, for the preflight too", () => {
  const extra = [{ to: [{ ipBlock: { cidr: "10.9.0.0/24" } }], ports: [{ protocol: "TCP", port: 514 }] }];
  const more = releaseOf(withPolicy(ciValues("default"), { egress: { extra } }));
  expect(opens(more, "manager", "10.9.0.1", "TCP 514")).toBe(true);
  expect(opens(more, "preflight", "10.9.0.1", "TCP 514")).toBe(true);
  expect(opens(more, "test", "10.9.0.1", "TCP 514")).toBe(false);
  expect(opens(more, "manager", "203.0.113.9", "TCP 443")).toBe(true);
});

test("without networks, rules of one's own do not become rules to everywhere", () => {
  const extra = [{ to: [{ podSelector: { matchLabels: { app: "gitlab" } } }], ports: [{ port: 443 }] }];
  const own = releaseOf(withPolicy(ciValues("default"), { egress: { cidrs: [], extra } }));
  expect(opens(own, "manager", "203.0.113.9", "TCP 443")).toBe(false);
  expect(opens(own, "manager", { namespace: "ci", labels: { app: "gitlab" } }, "TCP 443")).toBe(true);
});

test("no network of IPv6 has an exception, which the VPC CNI can't take in a cluster of IPv4", () => {
  const blocks = release.policies.flatMap(({ spec }) => spec.egress).flatMap(({ to = [] }) => to);
  const excepted = blocks.filter(({ ipBlock }) => ipBlock?.except !== undefined).map(({ ipBlock }) => ipBlock.cidr);
  expect(new Set(excepted)).toEqual(new Set(["0.0.0.0/0"]));
});

test("the policies are named after the pods that they are for", () => {
  expect(release.policies.map(({ metadata }) => metadata.name).sort()).toEqual([
    "linux-runner-manager",
    "linux-runner-manager-preflight",
    "linux-runner-manager-test",
  ]);
});

test("the preflight's policy is there before its Job, and gone after it and after an uninstall", () => {
  const { objects } = renderChart(withPolicy(ciValues("default")));
  const job = objects.find(({ kind }) => kind === "Job").metadata.annotations;
  const policy = objects.find(({ metadata }) => metadata.name.endsWith("-preflight") && metadata.annotations);
  expect(policy.kind).toBe("NetworkPolicy");
  expect(policy.metadata.annotations["helm.sh/hook"]).toBe(`${job["helm.sh/hook"]},post-delete`);
  expect(Number(policy.metadata.annotations["helm.sh/hook-weight"])).toBeLessThan(
    Number(job["helm.sh/hook-weight"] ?? 0),
  );
  expect(policy.metadata.annotations["helm.sh/hook-delete-policy"]).toBe("before-hook-creation,hook-succeeded");
});

test("without a preflight it has no policy", () => {
  const values = withPolicy({ ...ciValues("default"), preflight: { enabled: false } });
  const names = renderChart(values)
    .objects.filter(({ kind }) => kind === "NetworkPolicy")
    .map(({ metadata }) => metadata.name);
  expect(names).toEqual(["linux-runner-manager", "linux-runner-manager-test"]);
});

test("without networkPolicy.enabled nothing is restricted", () => {
  const { objects } = renderChart(
    valuesWith({ networkPolicy: { ...networkPolicy, enabled: false, flavor: "cilium" } }),
  );
  expect(objects.length).toBeGreaterThan(0);
  expect(objects.map(({ kind }) => kind).filter((kind) => kind.endsWith("NetworkPolicy"))).toEqual([]);
});

describe("where Cilium enforces the policies", () => {
  const ciliumOf = (values: Json) => releaseOf(withPolicy(values, { flavor: "cilium" }));
  const port = (number: string) => ({ port: number, protocol: "TCP" });
  const host = { toEntities: ["host"], toPorts: [{ ports: [port("80")] }] };

  test("the manager reaches the agent of Pod Identity, which is the node to Cilium", () => {
    const { cilium, manager } = ciliumOf(ciValues("default"));
    expect(cilium).toHaveLength(1);
    expect(cilium[0]).toMatchObject({ apiVersion: "cilium.io/v2", metadata: { namespace: "ci" } });
    expect(manager.labels).toMatchObject(cilium[0].spec.endpointSelector.matchLabels);
    expect(Object.keys(cilium[0].spec.endpointSelector.matchLabels)).toHaveLength(3);
    expect(Object.keys(cilium[0].spec)).toEqual(["endpointSelector", "egress"]);
    expect(cilium[0].spec.egress).toEqual([host]);
  });

  test("the manager reaches the API server where jobs are pods", () => {
    const [policy] = ciliumOf(kubernetesValues({})).cilium;
    expect(policy.spec.egress).toEqual([
      host,
      { toEntities: ["kube-apiserver"], toPorts: [{ ports: [port("443"), port("6443")] }] },
    ]);
  });

  test("the other policies stay as they are", () => {
    expect(ciliumOf(ciValues("default")).policies).toEqual(release.policies);
  });

  test("no address of the API server has to be named", () => {
    const values = withPolicy(kubernetesValues({}), { flavor: "cilium", egress: { cidrs: ["198.51.100.0/24"] } });
    expect(releaseOf(values).cilium).toHaveLength(1);
  });
});

test("where Kubernetes' own policies are enforced there is none of Cilium's", () => {
  expect(release.cilium).toEqual([]);
});

test.each([
  [
    "machines that can't be reached",
    withPolicy(ciValues("default"), { egress: { machineCidrs: [] } }),
    "networkPolicy.egress.machineCidrs: must name the subnets of the machines, got none; the manager would reach no " +
      "machine, and no job would start",
  ],
  [
    "nowhere to go",
    withPolicy(ciValues("default"), { egress: { cidrs: [] } }),
    "networkPolicy.egress.cidrs: must name the networks of GitLab and AWS, got none; write 0.0.0.0/0 and ::/0 for " +
      "everywhere, or rules of your own in egress.extra",
  ],
  [
    "an API server that can't be reached",
    withPolicy(kubernetesValues({}), { egress: { cidrs: ["198.51.100.0/24"] } }),
    "networkPolicy.egress.apiServerCidrs: must name the API server's addresses when egress.cidrs is not everywhere, " +
      "got none; add those that `kubectl get service,endpointslice --namespace default` shows for kubernetes",
  ],
])("%s is refused", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

test.each([
  ["no machines' subnets without machines", withPolicy(kubernetesValues({}), { egress: { machineCidrs: [] } })],
  [
    "no API server's addresses where everything is reached",
    withPolicy(kubernetesValues({}), { egress: { cidrs: everywhere } }),
  ],
])("%s is accepted", (_name, values) => {
  expect(releaseOf(values).policies).toHaveLength(3);
});
