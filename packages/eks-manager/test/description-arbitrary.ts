import { alerts, checkConfig, type RunnerFleetConfig } from "@runner-fleet/config";
import fc from "fast-check";
import { fleet } from "./synthesise";

/** A table with any of its keys, and always with the required ones. */
const table = (keys: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
  fc.record(keys, { requiredKeys });

const objectName = fc.constantFrom("ci", "runners-2", "a", "x".repeat(63));
const labels = fc.dictionary(
  fc.constantFrom("release", "example.com/team", "app.kubernetes.io/part-of"),
  fc.constantFrom("ci", "1", "true", "kube-prometheus_stack.2", "x".repeat(63)),
  { maxKeys: 2, noNullPrototype: true },
);
const cidr = fc.constantFrom("10.0.0.0/16", "192.0.2.1/32", "0.0.0.0/0", "::/0", "fd00:ec2::/32", "2001:db8:1::/48");
const cidrs = fc.array(cidr, { minLength: 1, maxLength: 3 });
const awkwardText = fc.constantFrom(
  "plain",
  "{{ .Values.image }}",
  "\"'#: - &x *y",
  "  first\n\n\tsecond ${HOME} $(id) `id`\n",
  "[[runners]]\ntoken = 'no'",
  "ünïcödé \u{1f680}",
);

const selector = table({ matchLabels: labels });
const peer = fc.oneof(
  table({ podSelector: selector, namespaceSelector: selector }, ["podSelector"]),
  table({ namespaceSelector: selector }, ["namespaceSelector"]),
  table({ ipBlock: table({ cidr, except: cidrs }, ["cidr"]) }, ["ipBlock"]),
);
const peers = fc.array(peer, { maxLength: 2 });

const networkPolicy = table(
  {
    machineCidrs: cidrs,
    egressCidrs: cidrs,
    egressRules: fc.array(
      table({
        to: peers,
        ports: fc.array(
          table({ port: fc.integer({ min: 1, max: 65_535 }), protocol: fc.constantFrom("TCP", "UDP", "SCTP") }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
    metricsFrom: peers,
    apiServerCidrs: cidrs,
  },
  ["machineCidrs"],
);

const monitoring = table({
  monitor: fc.constantFrom("PodMonitor", "ServiceMonitor"),
  interval: fc.constantFrom("1s", "15s", "119s", "2m"),
  labels,
  disabledAlerts: fc.subarray([...alerts]),
  runbookUrl: fc.constantFrom("https://runbooks.example.com", "http://wiki:8080/ci/runbooks/"),
  dashboardLabels: labels,
  dashboardAnnotations: fc.dictionary(fc.constantFrom("grafana_folder", "example.com/owner"), awkwardText, {
    noNullPrototype: true,
  }),
});

const quantity = fc.constantFrom("1", "250m", "0.5", "512Mi", "1.5Gi", "2G");
const cluster = table(
  {
    name: fc.constant("cluster"),
    namespace: objectName,
    serviceAccountName: objectName,
    disruption: fc.constantFrom("drain", "block"),
    volume: table(
      { storageClass: fc.constantFrom("encrypted", "gp3.example.com"), size: fc.constantFrom("1Gi", "500Mi") },
      ["storageClass"],
    ),
    preflight: fc.constantFrom("full", "offline", "none"),
    preflightTimeoutSeconds: fc.integer({ min: 30, max: 3_600 }),
    monitoring,
    networkPolicy,
    networkPolicyFlavor: fc.constantFrom("kubernetes", "cilium"),
    nodeSelector: labels,
    tolerations: fc.array(
      fc.constantFrom({ operator: "Exists" }, { key: "ci", value: "true", effect: "NoSchedule" }, { key: "ci" }),
      { maxLength: 2 },
    ),
    priorityClassName: objectName,
    cpuRequest: quantity,
    memoryRequest: quantity,
    tokens: table({ secretName: fc.constantFrom("mine", "ci.tokens"), revision: fc.integer({ min: 1, max: 1e9 }) }),
  },
  ["name"],
);

const manager = table({
  shards: fc.integer({ min: 1, max: 3 }),
  drainTimeout: fc.constantFrom("1m", "90s", "1h30m", "144h"),
  shutdownTimeout: fc.constantFrom(1, 120, 3_600),
  pluginVersion: fc.constantFrom("1.0.0", "1.1.0"),
  sessionServer: table({ listenAddress: fc.constantFrom("[::]:8093", ":65535") }, ["listenAddress"]),
});

const oneFleet = fc
  .record({
    settings: table({
      tokenKey: fc.constantFrom("linux", "arm", "a.b-c_D"),
      preBuildScript: awkwardText,
      environment: fc.array(awkwardText.map((value) => `A=${value}`)),
      policies: fc.array(table({ idleCount: fc.integer({ min: 0, max: 2 }) }), { maxLength: 2 }),
    }),
    autoscaler: table({
      deleteInstancesOnShutdown: fc.boolean(),
      stateStorage: table({ enabled: fc.boolean(), keepInstanceWithAcquisitions: fc.boolean() }),
      connectorConfig: table({ protocolPort: fc.constantFrom(22, 2222) }),
    }),
    ssh: fc.option(
      fc.constant({
        publicKey: `ssh-ed25519 ${"A".repeat(68)}`,
        privateKeySecret: { name: "machines.ci", key: "id_ed25519" },
      }),
      { nil: undefined },
    ),
  })
  .map(({ settings, autoscaler, ssh }) => ({
    ...fleet,
    ...settings,
    autoscaler,
    machines: { ...fleet.machines, ssh },
  }));

const description = fc.record({
  name: fc.constantFrom("ci", "gitlab-runner", "n".repeat(32)),
  gitlab: fc.record({
    url: fc.constantFrom(
      "https://gitlab.com",
      "http://gitlab.internal:8080/git",
      "https://git.example.com:8443",
      "https://$HOST",
    ),
  }),
  cluster,
  manager,
  fleets: fc.dictionary(fc.constantFrom("linux", "arm", "f".repeat(32)), oneFleet, {
    minKeys: 1,
    maxKeys: 2,
    noNullPrototype: true,
  }),
});

/** Descriptions that config accepts, of all that concerns the manager's pod. */
export const acceptedConfig: fc.Arbitrary<RunnerFleetConfig> = description
  .map((input) => checkConfig(input).config)
  .filter((config) => config !== undefined);
