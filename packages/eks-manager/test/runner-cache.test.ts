import { readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { managerValues, RunnerCache } from "../src";
import { cacheChartValues } from "../src/cache-values";
import { renderCache } from "./cache-chart/render-cache";
import { podDescription } from "./pod-fleets";
import { image, localOf, only, synthesise } from "./synthesise";

const description = (more: Partial<RunnerFleetInput> = {}) => podDescription({}, { cache: { inCluster: {} }, ...more });
const valuesOf = (input: RunnerFleetInput) =>
  JSON.parse(JSON.stringify(cacheChartValues(readConfig(input).config, "0".repeat(64)) ?? null));

test("a description without a cache in the cluster has no values of one", () => {
  expect(valuesOf(podDescription())).toBeNull();
});

test("the cache is what the description says, and lets in the jobs' namespaces", () => {
  expect(valuesOf(description({ cache: { inCluster: { size: "50Gi" }, expirationDays: 7 } }))).toEqual({
    fullnameOverride: "ci-cache",
    bucket: "runner-cache",
    expiryDays: 7,
    size: "50Gi",
    credentials: { revision: 1 },
    clients: { namespaces: ["ci-pods"] },
    chartDigest: "0".repeat(64),
  });
});

test.each<[string, Partial<RunnerFleetInput>]>([
  ["the least", {}],
  ["a volume", { cache: { inCluster: { volume: { storageClass: "encrypted" } } } }],
  [
    "all that the cluster says",
    {
      cluster: {
        monitoring: { monitor: "ServiceMonitor", interval: "15s", labels: { release: "prometheus" } },
        networkPolicy: { apiServerCidrs: ["10.96.0.1/32"], metricsFrom: [{ podSelector: {} }] },
        nodeSelector: { "example.com/pool": "ci" },
        tolerations: [{ key: "ci", value: "true", effect: "NoSchedule" }, { operator: "Exists" }],
        priorityClassName: "high",
      },
    },
  ],
])("the chart takes the values of %s, and the manager and config.toml know it by its names", (_what, more) => {
  const input = description(more);
  const { config } = readConfig(input);
  const { objects, service } = renderCache(valuesOf(input));
  expect([service.metadata.name, service.spec.ports.map(({ port }: { port: number }) => port)]).toEqual([
    "ci-cache",
    expect.arrayContaining([7070]),
  ]);
  const manager = managerValues(config, 0, { image });
  expect(String(manager.config.toml)).toContain('ServerAddress = "ci-cache.ci.svc:7070"');
  expect(manager.cache).toEqual({ credentialsSecretName: "ci-cache-credentials", revision: 1 });
  expect(JSON.stringify(objects)).toContain('"secretKeyRef":{"name":"ci-cache-credentials"');
});

test("is a release that waits, of a chart that travels with the stack", () => {
  const { config } = readConfig(description());
  const stack = synthesise((scope) => void new RunnerCache(scope, "Cache", { config, namespace: "ci" }));
  expect(only(stack, "helm_release")).toMatchObject({
    name: "ci-cache",
    namespace: "ci",
    chart: "${path.module}/assets/runner-cache-chart",
    wait: true,
    atomic: false,
  });
  expect(localOf(stack, "values")).toMatchObject({
    fullnameOverride: "ci-cache",
    clients: { namespaces: ["ci-pods"] },
  });
});

test("is refused for a description without one", () => {
  const { config } = readConfig(podDescription());
  expect(() => synthesise((scope) => void new RunnerCache(scope, "Cache", { config, namespace: "ci" }))).toThrow(
    "test/Cache: 'config' must have cache.inCluster; add it, or make no RunnerCache",
  );
});
