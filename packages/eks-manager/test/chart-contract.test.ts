import { alerts, renderConfigToml, type RunnerFleetConfig, type RunnerFleetInput } from "@runner-fleet/config";
import valuesSchema from "@runner-fleet/runner-manager-chart/values.schema.json";
import fc from "fast-check";
import { managerValues, type ManagerValuesInput } from "../src";
import { renderChart } from "./chart/render-chart";
import { acceptedConfig } from "./description-arbitrary";
import { pods } from "./pod-fleets";
import { configOf, fleet, image } from "./synthesise";

interface Description {
  readonly input?: Partial<RunnerFleetInput>;
  readonly shard?: number;
  readonly more?: Partial<ManagerValuesInput>;
}

/** What a description comes to for the manager's pod, with the version of the chart in this repository. */
const rendered = ({ input = {}, shard = 0, more }: Description) => renderedConfig(configOf(input), shard, more);

const renderedConfig = (config: RunnerFleetConfig, shard: number, more?: Partial<ManagerValuesInput>) => {
  const toml = renderConfigToml(config, shard).toString();
  const values = managerValues(config, shard, { image, region: "eu-west-1", chartDigest: "0".repeat(64), ...more });
  const text = JSON.stringify(values, (key, value) => (key === "toml" ? toml : value));
  return { toml, chart: renderChart(JSON.parse(text), "ci", "ci") };
};

const ssh = { publicKey: `ssh-ed25519 ${"A".repeat(68)}`, privateKeySecret: { name: "machines", key: "private" } };

const all: Partial<RunnerFleetInput> = {
  cluster: {
    name: "cluster",
    serviceAccountName: "manager",
    cpuRequest: "1",
    memoryRequest: "1.5Gi",
    nodeSelector: { "example.com/pool": "ci" },
    tolerations: [{ key: "ci", value: "true", effect: "NoSchedule" }, { operator: "Exists" }],
    priorityClassName: "high",
  },
  manager: { drainTimeout: "90m", shutdownTimeout: 60 },
};

const cases: readonly (Description & { readonly what: string })[] = [
  { what: "the least description" },
  { what: "the official image, in which the plugin is installed", more: { image: { ...image, hasPlugin: false } } },
  { what: "an image by its digest", more: { image: { ...image, digest: `sha256:${"0".repeat(64)}` } } },
  {
    what: "the role of IRSA",
    more: { serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/x" } },
  },
  { what: "the second of two shards", input: { manager: { shards: 2 } }, shard: 1 },
  {
    what: "two fleets, one with a private key of its own",
    input: { fleets: { linux: fleet, arm: { ...fleet, machines: { ...fleet.machines, ssh } } } },
  },
  {
    what: "tokens in a Secret of one's own",
    input: { cluster: { name: "cluster", tokens: { secretName: "mine", revision: 2 } } },
  },
  { what: "all that can be said of the pod", input: all },
  { what: "evictions that are refused", input: { cluster: { name: "cluster", disruption: "block" } } },
  { what: "a volume", input: { cluster: { name: "cluster", volume: { storageClass: "encrypted", size: "2Gi" } } } },
  { what: "a preflight that asks nobody", input: { cluster: { name: "cluster", preflight: "offline" } } },
  { what: "no preflight", input: { cluster: { name: "cluster", preflight: "none" } } },
  { what: "monitoring", input: { cluster: { name: "cluster", monitoring: { disabledAlerts: [...alerts] } } } },
  {
    what: "a network policy",
    input: {
      cluster: {
        name: "cluster",
        networkPolicy: { machineCidrs: ["10.0.0.0/16"], metricsFrom: [{ podSelector: {} }] },
        networkPolicyFlavor: "cilium",
      },
    },
  },
  { what: "pods beside machines", input: { fleets: { linux: fleet, pods } } },
  {
    what: "pods, and all that jobs need in their namespace",
    input: {
      cluster: {
        name: "cluster",
        identity: "irsa",
        networkPolicy: { apiServerCidrs: ["172.20.0.1/32"] },
        networkPolicyFlavor: "cilium",
      },
      cache: { inCluster: {} },
      fleets: {
        pods: {
          ...pods,
          jobs: {
            resourceQuota: { pods: "20" },
            limitRange: { default: { memory: "1Gi" }, defaultRequest: { cpu: "100m", memory: "1Gi" } },
            networkPolicy: {
              egressCidrs: ["10.20.0.0/16"],
              egressRules: [{ to: [{ podSelector: {} }], ports: [{ port: 3128 }] }],
              nodeLocalDns: true,
              dnsPeers: [{ ipBlock: { cidr: "172.20.0.10/32" } }],
            },
            serviceAccounts: { deploy: { policyArns: [] }, scan: {} },
          },
        },
      },
    },
    more: {
      jobServiceAccountAnnotations: () => ({ "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/x" }),
    },
  },
  {
    what: "pods, and a cache whose keys are in a Secret",
    input: {
      cache: {
        credentialsSecretName: "keys",
        s3: { serverAddress: "s3.example.com", bucketName: "runner-cache", bucketLocation: "eu-1" },
      },
      fleets: { pods },
    },
  },
  {
    what: "text that YAML, Helm and a shell would read otherwise",
    input: {
      fleets: {
        linux: {
          ...fleet,
          environment: ["A={{ .Values.image }}", "B=\"'#: - &x *y"],
          preBuildScript: "  first\n\n\tsecond ${HOME} $(id) `id`\n",
        },
      },
    },
  },
];

test.each(cases)("the chart takes the values of $what, and keeps config.toml byte for byte", (description) => {
  const { toml, chart } = rendered(description);
  expect(chart.configMap.data["config.toml"]).toBe(toml);
  expect(chart.manager.image).toMatch(/^registry\.example\.com\/ci\/runner-manager[:@]/);
});

test("what Terraform finds not to be there is empty, and the same to the chart as what is left out", () => {
  const config = configOf();
  const { preflight, ...values } = JSON.parse(
    JSON.stringify(managerValues(config, 0, { image, region: "eu-west-1" }), (key, value) =>
      key === "toml" ? renderConfigToml(config, 0).toString() : value,
    ),
  );
  const leftOut = {
    image: { ...values.image, digest: "" },
    plugin: { install: "" },
    nodeSelector: {},
    tolerations: [],
    monitoring: { enabled: false },
  };
  const renderedWith = (more: object) => renderChart({ ...values, ...more }).text;
  expect(renderedWith({ ...leftOut, preflight: { ...preflight, enabled: true, verify: true } })).toBe(
    renderedWith({ preflight }),
  );
  expect(renderedWith({ preflight: { ...preflight, enabled: false, verify: false } })).toBe(
    renderedWith({ preflight: { enabled: false } }),
  );
});

test("a value that the chart does not know is refused", () => {
  expect(() => rendered({ more: { image: { ...image, repository: "not an image" } } })).toThrow("/image/repository");
});

test("the pod is given its time, its account, its tokens and its place", () => {
  const { pod, manager } = rendered({ input: all }).chart;
  expect(pod).toMatchObject({
    terminationGracePeriodSeconds: 90 * 60 + 60 + 180,
    serviceAccountName: "manager",
    nodeSelector: { "example.com/pool": "ci" },
    priorityClassName: "high",
  });
  expect(pod.tolerations).toHaveLength(2);
  expect(manager.resources).toEqual({ requests: { cpu: "1", memory: "1.5Gi" }, limits: { memory: "1.5Gi" } });
  expect(manager.env).toContainEqual({
    name: "RUNNER_TOKEN_LINUX",
    valueFrom: { secretKeyRef: { name: "ci-tokens", key: "linux" } },
  });
});

test("another restart checksum is another ConfigMap, another job image is the same one", () => {
  const nameOf = (input: Partial<RunnerFleetInput>) => rendered({ input }).chart.configMap.metadata.name;
  expect(nameOf({ fleets: { linux: { ...fleet, docker: { image: "debian:13" } } } })).toBe(nameOf({}));
  expect(nameOf({ fleets: { linux: { ...fleet, maxInstances: 5 } } })).not.toBe(nameOf({}));
});

test("whatever config accepts, the chart accepts, and keeps config.toml byte for byte", () => {
  const sections = ["volume", "monitoring", "networkPolicy", "tolerations", "nodeSelector"] as const;
  const seen = Object.fromEntries(sections.map((section) => [section, 0]));
  fc.assert(
    fc.property(acceptedConfig, fc.nat(2), fc.boolean(), (config, number, hasPlugin) => {
      const { toml, chart } = renderedConfig(config, number % config.manager.shards, {
        image: { ...image, hasPlugin },
      });
      expect(chart.configMap.data["config.toml"]).toBe(toml);
      for (const section of sections) {
        seen[section]! += Number(config.cluster[section] !== undefined);
      }
    }),
    // The same descriptions every time: a change must not fail for what another one broke.
    { numRuns: 30, seed: 1, endOnFailure: true },
  );
  expect(Object.entries(seen).filter(([, times]) => times < 8)).toEqual([]);
}, 120_000);

test("config and chart know the same alerts", () => {
  const { items } = valuesSchema.properties.monitoring.properties.disabledAlerts;
  expect([...items.enum].sort()).toEqual([...alerts].sort());
});

let least: Record<string, number> | undefined;

/** How many objects of each kind a description comes to. */
function kindsOf(input: Partial<RunnerFleetInput>): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of rendered({ input }).chart.objects) {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

test.each<[string, Partial<RunnerFleetInput["cluster"]>, Record<string, number | undefined>]>([
  ["a volume is one claim", { volume: { storageClass: "encrypted" } }, { PersistentVolumeClaim: 1 }],
  ["a blocked disruption is one budget", { disruption: "block" }, { PodDisruptionBudget: 1 }],
  ["no preflight is no Job", { preflight: "none" }, { Job: undefined }],
  [
    "monitoring is a monitor, alerts and one more ConfigMap",
    { monitoring: {} },
    { PodMonitor: 1, PrometheusRule: 1, ConfigMap: 2 },
  ],
  [
    "the other monitor takes the first one's place",
    { monitoring: { monitor: "ServiceMonitor" } },
    { ServiceMonitor: 1, PrometheusRule: 1, ConfigMap: 2 },
  ],
  [
    "a network policy is one for each of the pods, and one of Cilium's",
    { networkPolicy: { machineCidrs: ["10.0.0.0/16"] }, networkPolicyFlavor: "cilium" },
    { NetworkPolicy: 3, CiliumNetworkPolicy: 1 },
  ],
])("%s", (_what, cluster, kinds) => {
  least ??= kindsOf({});
  const before = least;
  const after = kindsOf({ cluster: { name: "cluster", ...cluster } });
  expect(before).toMatchObject({ StatefulSet: 1, ConfigMap: 1, Job: 1 });
  const differing = Object.keys({ ...before, ...after }).filter((kind) => before[kind] !== after[kind]);
  expect(Object.fromEntries(differing.map((kind) => [kind, after[kind]]))).toEqual(kinds);
});

test("machines that are left to the next manager come with a volume on which it finds them", () => {
  const volume = { storageClass: "encrypted", size: "2Gi" };
  const { toml, chart } = rendered({ input: { cluster: { name: "cluster", volume } } });
  const [claim, ...more] = chart.objects.filter(({ kind }) => kind === "PersistentVolumeClaim");
  expect(more).toEqual([]);
  expect(claim.spec).toMatchObject({ storageClassName: "encrypted", resources: { requests: { storage: "2Gi" } } });
  expect(chart.pod.volumes.find(({ name }: { name: string }) => name === "state")).toEqual({
    name: "state",
    persistentVolumeClaim: { claimName: claim.metadata.name },
  });
  expect(toml).toContain("delete_instances_on_shutdown = false\n");
});

test("managers of two shards keep apart, by a label that both have", () => {
  const input = { manager: { shards: 2 } };
  const templates = [0, 1].map((shard) => rendered({ input, shard }).chart.statefulSet.spec.template);
  for (const { spec } of templates) {
    const terms = spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution;
    expect(terms).toHaveLength(2);
    for (const { podAffinityTerm } of terms) {
      const { matchLabels } = podAffinityTerm.labelSelector;
      expect(Object.keys(matchLabels)).toHaveLength(1);
      expect(templates.map(({ metadata }) => metadata.labels)).toEqual([
        expect.objectContaining(matchLabels),
        expect.objectContaining(matchLabels),
      ]);
    }
  }
});
