import { readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { managerValues } from "../src";
import { jobNamespaces } from "../src/job-namespaces";
import { pods, podDescription } from "./pod-fleets";
import { image } from "./synthesise";

const namespacesOf = (input: RunnerFleetInput) =>
  JSON.parse(JSON.stringify(jobNamespaces(readConfig(input).config, () => undefined) ?? null));

test("a fleet's namespace is named after it, and enforces its profile's level", () => {
  expect(namespacesOf(podDescription())).toEqual({
    "ci-pods": { create: true, podSecurity: "restricted" },
  });
});

test("a namespace that exists, in which nothing is made, is left alone", () => {
  expect(namespacesOf(podDescription({ jobs: { namespacePolicy: "existing" } }))).toBeNull();
});

test("a namespace that exists gets what jobs need in it", () => {
  const jobs = { namespacePolicy: "existing", resourceQuota: { pods: "10" } } as const;
  expect(namespacesOf(podDescription({ jobs, kubernetes: { ...pods.kubernetes, namespace: "builds" } }))).toEqual({
    builds: { create: false, resourceQuota: jobs.resourceQuota },
  });
});

test("two fleets in one namespace are one namespace", () => {
  const shared = { ...pods, kubernetes: { ...pods.kubernetes, namespace: "builds" } };
  const fleets = { one: shared, two: { ...shared, jobs: { namespacePolicy: "existing" } } } as const;
  expect(namespacesOf(podDescription({}, { fleets }))).toEqual({
    builds: { create: true, podSecurity: "restricted" },
  });
});

const serviceAccounts = { deploy: { policyArns: ["arn:aws:iam::111122223333:policy/deploy"] }, scan: {} };

test.each([
  ["pod-identity", true],
  ["irsa", false],
] as const)("with %s, pods reach the Pod Identity agent: %s", (identity, podIdentityAgent) => {
  const input = podDescription({ jobs: { serviceAccounts, networkPolicy: {} } }, { cluster: { name: "c", identity } });
  expect(namespacesOf(input)["ci-pods"]).toMatchObject({
    serviceAccounts: { deploy: {}, scan: {} },
    networkPolicy: { podIdentityAgent },
  });
});

test("pods reach the cache in the cluster, and nothing else that was not named", () => {
  const input = podDescription({ jobs: { networkPolicy: {} } }, { cache: { inCluster: {} } });
  expect(namespacesOf(input)["ci-pods"].networkPolicy).toEqual({
    nodeLocalDns: false,
    podIdentityAgent: false,
    cache: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ci" } },
        podSelector: { matchLabels: { "app.kubernetes.io/instance": "ci-cache" } },
      },
    ],
  });
});

test("what several managers share is made by the first", () => {
  const { config } = readConfig(podDescription({}, { manager: { shards: 2 } }));
  const valuesOf = (shard: number) => managerValues(config, shard, { image });
  expect(valuesOf(0).jobs).toHaveProperty(["namespaces", "ci-pods", "create"], true);
  expect(valuesOf(1).jobs).toBeUndefined();
});

test("a manager without machines installs no plugin and has no region, and is sized by its pods", () => {
  const { config } = readConfig(podDescription({ limit: 150 }));
  const { plugin, aws, resources } = managerValues(config, 0, { image: { ...image, hasPlugin: false } });
  expect([plugin, aws]).toEqual([undefined, undefined]);
  expect(resources).toHaveProperty("requests", { cpu: "500m", memory: "2Gi" });
});
