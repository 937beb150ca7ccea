import type { Json } from "../chart/render-chart";
import { cacheCiFiles, cacheCiValues, cacheValuesWith, onlyOf, renderCache } from "./render-cache";

/** Every pod of the chart: the Deployment's, the Job's, the test's. */
const podsOf = (objects: Json[]): Json[] =>
  objects.map(({ kind, spec }) => (kind === "Pod" ? spec : spec?.template?.spec)).filter((pod) => pod !== undefined);
const containersOf = (pod: Json): Json[] => [...(pod.initContainers ?? []), ...pod.containers];

describe.each(cacheCiFiles)("with the %s values", (name) => {
  test("every pod fits the restricted Pod Security Standard, has no token of its own and no writable root", () => {
    const pods = podsOf(renderCache(cacheCiValues(name)).objects);
    expect(pods.length).toBeGreaterThanOrEqual(2);
    for (const pod of pods) {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      for (const container of containersOf(pod)) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
      }
    }
  });

  test("every image is pinned, and every container says what it needs at least and at most", () => {
    for (const container of podsOf(renderCache(cacheCiValues(name)).objects).flatMap(containersOf)) {
      expect(container.image).toMatch(/:v\d+\.\d+\.\d+(@sha256:[0-9a-f]{64})?$/);
      expect(Object.keys(container.resources.requests)).toEqual(expect.arrayContaining(["cpu", "memory"]));
      expect(Object.keys(container.resources.limits)).toContain("memory");
    }
  });
});

test("there is one server, and its successor starts when it has ended", () => {
  const { spec } = renderCache(cacheCiValues("default")).deployment;
  expect(spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
});

test("the server serves a folder, whose bucket is there before it, and keeps nothing beside the archives", () => {
  const { pod, server } = renderCache(cacheValuesWith({ bucket: "other" }));
  expect(pod.initContainers.map(({ command }: Json) => command)).toEqual([["mkdir", "-p", "/data/buckets/other"]]);
  expect(server.command).toEqual(["versitygw"]);
  expect(server.args).toEqual([
    ...["--port", ":7070", "--region", "us-east-1", "--health", "/health"],
    ...["posix", "--nometa", "/data/buckets"],
  ]);
});

test("the probes ask for the server's health alone, at the port that it opens", () => {
  const { server } = renderCache(cacheCiValues("default"));
  expect(server.ports).toEqual([{ name: "s3", containerPort: 7070 }]);
  for (const probe of [server.startupProbe, server.livenessProbe, server.readinessProbe]) {
    expect(probe.httpGet).toEqual({ path: "/health", port: "s3" });
  }
});

describe("on the node's disk", () => {
  test("the node is asked for the room, and the pod ends before it takes more", () => {
    const { pod, server, objects } = renderCache(cacheValuesWith({ size: "50Gi" }));
    expect(pod.volumes).toEqual([{ name: "data", emptyDir: { sizeLimit: "50Gi" } }]);
    expect(server.resources.requests["ephemeral-storage"]).toBe("50Gi");
    expect(objects.filter(({ kind }) => kind === "PersistentVolumeClaim")).toEqual([]);
  });

  test("another request is what its author wants", () => {
    const resources = { requests: { "ephemeral-storage": "1Gi" } };
    expect(renderCache(cacheValuesWith({ resources })).server.resources.requests).toEqual({
      cpu: "100m",
      memory: "256Mi",
      "ephemeral-storage": "1Gi",
    });
  });
});

test("a volume is of the size and class that were chosen, and goes with the release", () => {
  const { pod, server, objects } = renderCache(cacheCiValues("volume"));
  const claim = onlyOf(objects, "PersistentVolumeClaim");
  expect(claim.spec).toEqual({
    accessModes: ["ReadWriteOnce"],
    storageClassName: "gp3-encrypted",
    resources: { requests: { storage: "100Gi" } },
  });
  expect(claim.metadata.annotations).toBeUndefined();
  expect(pod.volumes).toEqual([{ name: "data", persistentVolumeClaim: { claimName: claim.metadata.name } }]);
  expect(server.resources.requests).toEqual({ cpu: "100m", memory: "256Mi" });
});

test("cluster-autoscaler may move the pod, unless its annotations say otherwise", () => {
  const annotations = (values: Json) => renderCache(values).deployment.spec.template.metadata.annotations;
  const name = "cluster-autoscaler.kubernetes.io/safe-to-evict";
  expect(annotations(cacheCiValues("default"))).toEqual({ [name]: "true" });
  expect(annotations(cacheValuesWith({ podAnnotations: { [name]: "false", a: "b" } }))).toEqual({
    [name]: "false",
    a: "b",
  });
});

test("a new version of the chart does not by itself empty the cache", () => {
  const { deployment } = renderCache(cacheValuesWith({ chartDigest: "sha256-0a1b" }));
  expect(deployment.metadata.annotations).toEqual({ "runner-fleet/chart-digest": "sha256-0a1b" });
  expect(JSON.stringify(deployment.spec)).not.toMatch(/sha256-0a1b|helm\.sh\/chart/);
});

test("the Service finds the server's pod and no other of the release, also while a sidecar does not run", () => {
  const { objects, deployment, service } = renderCache(cacheCiValues("default"));
  const others = [onlyOf(objects, "Pod"), onlyOf(objects, "Job").spec.template];
  const isFound = ({ metadata }: Json) =>
    Object.entries(service.spec.selector).every(([key, value]) => metadata.labels[key] === value);
  expect([deployment.spec.template, ...others].map(isFound)).toEqual([true, false, false]);
  expect(service.spec.publishNotReadyAddresses).toBe(true);
  expect(service.spec.ports).toEqual([{ name: "s3", port: 7070, targetPort: "s3" }]);
});

test("a long release name leaves room for what Kubernetes puts behind it", () => {
  const { objects } = renderCache(cacheValuesWith({ nameOverride: "a".repeat(50) }));
  const names = objects.map(({ metadata }) => metadata.name);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(63);
});

test("names, images, placement and labels are as they were given", () => {
  const { objects, deployment, pod } = renderCache(cacheCiValues("full"));
  expect(deployment.metadata.name).toBe("ci-cache");
  expect(deployment.spec.template.metadata.labels).toMatchObject({
    "app.kubernetes.io/name": "cache",
    team: "platform",
  });
  const digest = `sha256:${"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`;
  expect(pod.containers.map(({ image }: Json) => image)).toEqual([
    `registry.example.com/mirror/versitygw:v1.8.0@${digest}`,
    `registry.example.com/mirror/versitygw:v1.8.0@${digest}`,
    `registry.example.com/mirror/statsd-exporter:v0.31.0@${digest}`,
  ]);
  for (const each of podsOf(objects)) {
    expect(each).toMatchObject({
      imagePullSecrets: [{ name: "mirror" }],
      nodeSelector: { "kubernetes.io/arch": "arm64" },
      priorityClassName: "ci-cache",
      tolerations: [{ key: "ci", operator: "Equal", value: "cache", effect: "NoSchedule" }],
      securityContext: { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 },
    });
    expect(Object.keys(each.affinity)).toEqual(["nodeAffinity"]);
  }
});

test("a digest decides alone where there is no tag", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  expect(renderCache(cacheValuesWith({ image: { digest } })).server.image).toBe(`ghcr.io/versity/versitygw@${digest}`);
});
