import { isAllowed, type Peer, type PodPeer, type Port } from "../chart/connection";
import type { Json } from "../chart/render-chart";
import { cacheCiValues, cacheValuesWith, onlyOf, renderCache } from "./render-cache";

const prometheus: PodPeer = { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } };
const job: PodPeer = { namespace: "ci-jobs", labels: { anything: "a-job-sets" } };
const manager: PodPeer = { namespace: "ci", labels: { "app.kubernetes.io/component": "manager" } };
const stranger: PodPeer = { namespace: "ci", labels: { app: "web" } };

/** The policies of a release, and its pods with the labels that they really get. */
function releaseOf(values: Json) {
  const { objects, deployment } = renderCache(values);
  const pod = (labels: Record<string, string>): PodPeer => ({ namespace: "ci", labels });
  const job = objects.find(({ kind }) => kind === "Job");
  return {
    policies: objects.filter(({ kind }) => kind === "NetworkPolicy"),
    cache: pod(deployment.spec.template.metadata.labels),
    test: pod(onlyOf(objects, "Pod").metadata.labels),
    credentials: job && pod(job.spec.template.metadata.labels),
  };
}

type Release = ReturnType<typeof releaseOf>;
type Own = "cache" | "test" | "credentials";
type End = Own | Peer;

function opens(release: Release, from: End, to: End, port: Port): boolean {
  const end = (name: End): Peer =>
    name === "cache" || name === "test" || name === "credentials" ? (release[name] as PodPeer) : name;
  return isAllowed(release.policies, { from: end(from), to: end(to), port });
}

let release: Release;
beforeAll(() => {
  release = releaseOf(cacheCiValues("monitoring"));
});

test.each<[string, End, End, Port]>([
  ["a job reaches the cache", job, "cache", "TCP 7070"],
  ["the manager reaches the cache", manager, "cache", "TCP 7070"],
  ["the test reaches the cache", "test", "cache", "TCP 7070"],
  ["Prometheus reads the metrics", prometheus, "cache", "TCP 9102"],
  ["the test asks for names", "test", "10.0.0.2", "UDP 53"],
  ["the Job asks the API server", "credentials", "10.0.0.1", "TCP 443"],
  ["the Job asks an API server at its own port", "credentials", "10.0.0.1", "TCP 6443"],
  ["the Job asks the API server over IPv6", "credentials", "fd00::1", "TCP 443"],
])("%s", (_name, from, to, port) => {
  expect(opens(release, from, to, port)).toBe(true);
});

test.each<[string, End, End, Port]>([
  ["the cache to another pod of the manager's namespace", stranger, "cache", "TCP 7070"],
  ["the cache to a pod that calls itself manager elsewhere", { ...manager, namespace: "web" }, "cache", "TCP 7070"],
  ["the cache to Prometheus", prometheus, "cache", "TCP 7070"],
  ["the cache to the outside", "203.0.113.9", "cache", "TCP 7070"],
  ["the metrics to a job", job, "cache", "TCP 9102"],
  ["the metrics to the manager", manager, "cache", "TCP 9102"],
  ["the metrics to another pod beside Prometheus", { ...prometheus, labels: {} }, "cache", "TCP 9102"],
  ["the exporter's entry to a job", job, "cache", "TCP 9125"],
  ["names to the cache", "cache", "10.0.0.2", "UDP 53"],
  ["a job to the cache", "cache", job, "TCP 80"],
  ["the API server to the cache", "cache", "10.0.0.1", "TCP 443"],
  ["the node's metadata to the cache", "cache", "169.254.169.254", "TCP 80"],
  ["the outside to the cache", "cache", "203.0.113.9", "TCP 443"],
  ["a connection to the test", job, "test", "TCP 7070"],
  ["the outside to the test", "test", "203.0.113.9", "TCP 443"],
  ["a connection to the Job", job, "credentials", "TCP 443"],
  ["the cache to the Job", "credentials", "cache", "TCP 7070"],
  ["names to the Job", "credentials", "10.0.0.2", "UDP 53"],
])("%s is denied", (_name, from, to, port) => {
  expect(opens(release, from, to, port)).toBe(false);
});

test("the test of another release does not reach the cache", () => {
  const labels = { ...release.test.labels, "app.kubernetes.io/instance": "other" };
  expect(opens(release, { namespace: "ci", labels }, "cache", "TCP 7070")).toBe(false);
});

test("a pod that the chart did not make is left alone", () => {
  expect(opens(release, stranger, "203.0.113.9", "TCP 80")).toBe(true);
});

test("every namespace of jobs that is named reaches the cache, and no other", () => {
  const several = releaseOf(cacheValuesWith({ clients: { namespaces: ["a", "b", "a"] } }));
  const reached = ["a", "b", "ci-jobs"].filter((namespace) =>
    opens(several, { namespace, labels: {} }, "cache", "TCP 7070"),
  );
  expect(reached).toEqual(["a", "b"]);
});

test("a manager is known by the namespace and the labels that are given", () => {
  const full = releaseOf(cacheCiValues("full"));
  const from = (namespace: string, labels: Record<string, string>) =>
    opens(full, { namespace, labels }, "cache", "TCP 7070");
  expect(from("ci-managers", { app: "gitlab-runner" })).toBe(true);
  expect(from("ci-managers", manager.labels)).toBe(false);
  expect(from("ci", { app: "gitlab-runner" })).toBe(false);
});

test("without metricsFrom nobody reads the metrics", () => {
  const alone = releaseOf({ ...cacheCiValues("monitoring"), networkPolicy: { metricsFrom: [] } });
  expect(opens(alone, prometheus, "cache", "TCP 9102")).toBe(false);
});

test("without monitoring the port of the metrics is closed", () => {
  const { networkPolicy } = cacheCiValues("monitoring");
  const without = releaseOf(cacheValuesWith({ networkPolicy }));
  expect(opens(without, prometheus, "cache", "TCP 9102")).toBe(false);
});

test("the Job asks the API server at the addresses that are given", () => {
  const narrow = releaseOf(cacheValuesWith({ networkPolicy: { apiServerCidrs: ["10.0.0.0/16"] } }));
  expect(["10.0.0.1", "10.1.0.1"].map((address) => opens(narrow, "credentials", address, "TCP 443"))).toEqual([
    true,
    false,
  ]);
});

test("with a Secret from elsewhere there is no policy for a Job", () => {
  const { policies } = releaseOf(cacheCiValues("existing-secret"));
  expect(policies.map(({ metadata }) => metadata.name)).toEqual(["cache-runner-cache", "cache-runner-cache-test"]);
});

test("there are no policies if they are not wanted", () => {
  expect(releaseOf(cacheValuesWith({ networkPolicy: { enabled: false } })).policies).toEqual([]);
});
