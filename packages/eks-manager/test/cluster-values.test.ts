import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { clusterValues, preflightSeconds } from "../src/cluster-values";
import { terraformValue } from "../src/terraform-value";
import { configOf, writer } from "./synthesise";

type Cluster = Omit<RunnerFleetInput["cluster"], "name">;

/** What Terraform is told of a description's cluster: what is left out is not in it. */
const valuesOf = (cluster: Cluster, input: Partial<RunnerFleetInput> = {}) =>
  terraformValue(clusterValues(configOf({ cluster: { name: "cluster", ...cluster }, ...input })), writer);

const preflight = { timeoutSeconds: 300 };
const prometheus = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };

test.each<[string, Cluster, object]>([
  ["nothing", {}, { preflight }],
  ["what is the default", { disruption: "drain", preflight: "full" }, { preflight }],
  ["that evictions are refused", { disruption: "block" }, { preflight, disruption: "block" }],
  [
    "a volume",
    { volume: { storageClass: "encrypted" } },
    { preflight, persistence: { enabled: true, storageClass: "encrypted" } },
  ],
  [
    "a volume and its size",
    { volume: { storageClass: "encrypted", size: "2Gi" } },
    { preflight, persistence: { enabled: true, storageClass: "encrypted", size: "2Gi" } },
  ],
  ["a preflight that does not ask GitLab", { preflight: "offline" }, { preflight: { ...preflight, verify: false } }],
  ["no preflight", { preflight: "none", preflightTimeoutSeconds: 60 }, { preflight: { enabled: false } }],
  ["the preflight's time", { preflightTimeoutSeconds: 600 }, { preflight: { timeoutSeconds: 600 } }],
  ["that there is monitoring", { monitoring: {} }, { preflight, monitoring: { enabled: true } }],
  [
    "all of monitoring",
    {
      monitoring: {
        monitor: "ServiceMonitor",
        interval: "1m",
        labels: { release: "kube-prometheus-stack" },
        disabledAlerts: ["QueueSlow"],
        runbookUrl: "https://runbooks.example.com/ci",
        dashboardLabels: { team: "ci" },
        dashboardAnnotations: { grafana_folder: "CI" },
      },
    },
    {
      preflight,
      monitoring: {
        enabled: true,
        monitor: "ServiceMonitor",
        interval: "1m",
        labels: { release: "kube-prometheus-stack" },
        disabledAlerts: ["QueueSlow"],
        runbookUrl: "https://runbooks.example.com/ci",
        dashboardLabels: { team: "ci" },
        dashboardAnnotations: { grafana_folder: "CI" },
      },
    },
  ],
  [
    "where the machines are",
    { networkPolicy: { machineCidrs: ["10.0.0.0/16"] } },
    { preflight, networkPolicy: { enabled: true, egress: { machineCidrs: ["10.0.0.0/16"] } } },
  ],
  [
    "all of the network policy",
    {
      networkPolicy: {
        machineCidrs: Expression.list("var.machine_cidrs"),
        egressCidrs: ["10.0.0.0/8"],
        egressRules: [{ to: [{ podSelector: {} }], ports: [{ port: 4317, protocol: "TCP" }] }],
        metricsFrom: [prometheus],
        apiServerCidrs: ["172.20.0.1/32"],
      },
      networkPolicyFlavor: "cilium",
    },
    {
      preflight,
      networkPolicy: {
        enabled: true,
        flavor: "cilium",
        metricsFrom: [prometheus],
        egress: {
          cidrs: ["10.0.0.0/8"],
          machineCidrs: "${var.machine_cidrs}",
          apiServerCidrs: ["172.20.0.1/32"],
          extra: [{ to: [{ podSelector: {} }], ports: [{ port: 4317, protocol: "TCP" }] }],
        },
      },
    },
  ],
  [
    "the flavor of the policies of jobs alone",
    { networkPolicyFlavor: "cilium" },
    { preflight, networkPolicy: { flavor: "cilium" } },
  ],
])("a description that says %s", (_what, cluster, values) => {
  const { podLabels, affinity, ...said } = valuesOf(cluster) as ReturnType<typeof JSON.parse>;
  expect(said).toEqual(values);
  expect([podLabels, affinity]).not.toContain(undefined);
});

test.each<[Cluster, number | Expression]>([
  [{}, 300],
  [{ preflight: "offline", preflightTimeoutSeconds: 30 }, 30],
  [{ preflight: "none", preflightTimeoutSeconds: 30 }, 0],
  [{ preflightTimeoutSeconds: Expression.number("var.preflight_seconds") }, Expression.number("var.preflight_seconds")],
])("a preflight of %j may take so many seconds", (cluster, seconds) => {
  expect(preflightSeconds(configOf({ cluster: { name: "cluster", ...cluster } }))).toEqual(seconds);
});

describe("managers of several shards", () => {
  const values = () => valuesOf({}, { manager: { shards: 2 } }) as ReturnType<typeof JSON.parse>;

  test("carry the deployment's name, by which they know each other", () => {
    expect(values().podLabels).toEqual({ "runner-fleet/deployment": "ci" });
  });

  test("would rather have a node of their own, and then a zone, but start without", () => {
    const { podAntiAffinity, ...rest } = values().affinity;
    expect(rest).toEqual({});
    expect(Object.keys(podAntiAffinity)).toEqual(["preferredDuringSchedulingIgnoredDuringExecution"]);
    const apartBy = (topologyKey: string) => ({
      labelSelector: { matchLabels: values().podLabels },
      topologyKey,
    });
    expect(podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution).toEqual([
      { weight: 100, podAffinityTerm: apartBy("kubernetes.io/hostname") },
      { weight: 50, podAffinityTerm: apartBy("topology.kubernetes.io/zone") },
    ]);
  });

  test("are told the same when they are one, so that a second one restarts nothing", () => {
    expect(valuesOf({}, { manager: { shards: 1 } })).toEqual(values());
  });

  test("need none of it on Fargate, where each has a node to itself", () => {
    const fargate = { compute: "fargate", identity: "irsa" } as const;
    expect(valuesOf(fargate, { manager: { shards: 2 } })).toEqual({ preflight });
  });
});
