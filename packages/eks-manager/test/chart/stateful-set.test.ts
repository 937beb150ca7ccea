import { ciValues, renderChart, valuesWith, type Json, type RenderedChart } from "./render-chart";

let chart: RenderedChart;
let full: RenderedChart;
beforeAll(() => {
  chart = renderChart(ciValues("default"));
  full = renderChart(ciValues("full"));
});

const containersOf = ({ pod }: RenderedChart): Json[] => [...pod.initContainers, ...pod.containers];

test("there is one manager", () => {
  expect(chart.statefulSet.spec.replicas).toBe(1);
  expect(chart.pod.containers).toHaveLength(1);
});

test("a pod that never gets ready can be replaced", () => {
  expect(chart.statefulSet.spec.podManagementPolicy).toBe("Parallel");
});

test("the service that the StatefulSet names is headless and finds its pod", () => {
  const service = chart.objects.find(({ kind }) => kind === "Service");
  expect(service.metadata.name).toBe(chart.statefulSet.spec.serviceName);
  expect(service.spec.clusterIP).toBe("None");
  expect(service.spec.selector).toEqual(chart.statefulSet.spec.selector.matchLabels);
  expect(chart.statefulSet.spec.template.metadata.labels).toMatchObject(service.spec.selector);
});

test("metrics are found while the manager drains", () => {
  const service = chart.objects.find(({ kind }) => kind === "Service");
  expect(service.spec.publishNotReadyAddresses).toBe(true);
});

test("Karpenter and cluster-autoscaler leave the pod where it is", () => {
  expect(chart.statefulSet.spec.template.metadata.annotations).toEqual({
    "karpenter.sh/do-not-disrupt": "true",
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
  });
});

test("an annotation of the user replaces the chart's", () => {
  const { statefulSet } = renderChart(valuesWith({ podAnnotations: { "karpenter.sh/do-not-disrupt": "false" } }));
  expect(statefulSet.spec.template.metadata.annotations["karpenter.sh/do-not-disrupt"]).toBe("false");
});

test("labels of the user are added to the pod's, not to the selector", () => {
  expect(full.statefulSet.spec.template.metadata.labels.team).toBe("platform");
  expect(full.statefulSet.spec.selector.matchLabels).not.toHaveProperty("team");
});

test("a new version of the chart restarts nothing by itself", () => {
  const label = chart.statefulSet.metadata.labels["helm.sh/chart"];
  expect(label).toMatch(/^runner-manager-\d+\.\d+\.\d+$/);
  expect(JSON.stringify(chart.statefulSet.spec.template)).not.toContain(label);
});

test("the chart's digest is seen by Helm and not by the pod", () => {
  const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const { statefulSet } = renderChart(valuesWith({ chartDigest: digest }));
  expect(statefulSet.metadata.annotations).toEqual({ "runner-fleet/chart-digest": digest });
  expect(statefulSet.spec).toEqual(chart.statefulSet.spec);
});

test("the pod has time to drain", () => {
  expect(chart.pod.terminationGracePeriodSeconds).toBe(3900);
  expect(full.pod.terminationGracePeriodSeconds).toBe(7800);
});

test("the other pods of the release are none of the StatefulSet's, the Service's or a budget's", () => {
  const others = chart.objects.filter(({ kind }) => kind === "Job" || kind === "Pod");
  const labels = others.map(({ kind, spec, metadata }) => (kind === "Job" ? spec.template.metadata : metadata).labels);
  expect(labels.map((each) => each["app.kubernetes.io/component"])).toEqual(["test", "preflight"]);
  expect(chart.statefulSet.spec.selector.matchLabels["app.kubernetes.io/component"]).toBe("manager");
});

test("every container fulfils the restricted Pod Security Standard", () => {
  expect(chart.pod.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 100,
    runAsGroup: 65533,
    fsGroup: 65533,
    seccompProfile: { type: "RuntimeDefault" },
  });
  expect(containersOf(chart)).toHaveLength(3);
  for (const { securityContext } of containersOf(chart)) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  }
});

test("large ids, as OpenShift gives them, are written as whole numbers", () => {
  const { text } = renderChart(valuesWith({ podSecurityContext: { runAsUser: 1000660000, fsGroup: 1000660000 } }));
  expect(text).toContain("runAsUser: 1000660000\n");
});

test("no token of the Kubernetes API is mounted", () => {
  const account = chart.objects.find(({ kind }) => kind === "ServiceAccount");
  expect([chart.pod.automountServiceAccountToken, account.automountServiceAccountToken]).toEqual([false, false]);
});

test("services of the namespace add no variables", () => {
  expect(chart.pod.enableServiceLinks).toBe(false);
});

test("no container has a CPU limit, and the memory is requested in full", () => {
  for (const { resources } of containersOf(chart)) {
    expect(resources).toEqual({ requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "1Gi" } });
  }
});

test("what the manager writes goes to volumes without a size limit", () => {
  const written = chart.pod.volumes.filter((volume: Json) => volume.emptyDir !== undefined);
  expect(written.map(({ name, emptyDir }: Json) => [name, emptyDir])).toEqual([
    ["state", {}],
    ["home", {}],
    ["tmp", {}],
    ["plugins", {}],
  ]);
});

test("placement is passed on", () => {
  const { nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets } = ciValues("full");
  expect(full.pod).toMatchObject({ nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets });
});

test.each([
  ["the official image of the chart's version", {}, "registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.4.0"],
  ["a tag", { tag: "ubuntu-v19.4.0" }, "registry.gitlab.com/gitlab-org/gitlab-runner:ubuntu-v19.4.0"],
  [
    "a digest alone",
    { repository: "r.example:5000/m", digest: `sha256:${"a".repeat(64)}` },
    `r.example:5000/m@sha256:${"a".repeat(64)}`,
  ],
  ["tag and digest", { repository: "m", tag: "1", digest: `sha256:${"a".repeat(64)}` }, `m:1@sha256:${"a".repeat(64)}`],
])("every container runs %s", (_name, image, expected) => {
  const images = containersOf(renderChart(valuesWith({ image }))).map((container) => container.image);
  expect(images).toEqual([expected, expected, expected]);
});

test("the service account carries the role for IRSA", () => {
  const account = full.objects.find(
    ({ kind, metadata }) => kind === "ServiceAccount" && metadata.namespace === full.statefulSet.metadata.namespace,
  );
  expect(account.metadata.annotations).toEqual({
    "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/ci-runners",
  });
  expect(full.pod.serviceAccountName).toBe("ci-runners-manager");
});

test("an existing service account is used and not made", () => {
  const { objects, pod } = renderChart(valuesWith({ serviceAccount: { create: false, name: "existing" } }));
  expect(objects.map(({ kind }) => kind)).not.toContain("ServiceAccount");
  expect(pod.serviceAccountName).toBe("existing");
});

test.each([
  ["a".repeat(53), "a".repeat(52)],
  [`runner-manager-${"a".repeat(38)}`, `runner-manager-${"a".repeat(37)}`],
])("the name for the release %s leaves room for the hash that Kubernetes adds", (release, name) => {
  expect(renderChart(ciValues("default"), release).statefulSet.metadata.name).toBe(name);
});
