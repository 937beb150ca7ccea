import { renderChart, type Json } from "../test/chart/render-chart";
import { ChartCopy } from "./chart-copy";
import { waitingValues } from "./ci-files";
import { clusterWideObjects, objectsIn } from "./cluster-objects";
import { eventually } from "./eventually";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { refusalsIn } from "./lifecycle";
import { makePrerequisites } from "./prerequisites";
import { removeNamespace, restrictedNamespace } from "./restricted-namespace";

// That the other tests can fail: what they would have to see is put there, and seen.
const client = new KubeClient();

test("a pod that does not meet the restricted standard is refused, and the refusal is seen", async () => {
  const values = { ...waitingValues("default"), preflight: { enabled: false } };
  const chart = new ChartCopy("templates/_container.tpl", "allowPrivilegeEscalation: false", "");
  const release = new HelmRelease(client, "unrestricted", { chart: chart.folder });
  await makePrerequisites(client, release.name, values);
  await release.install(values);
  const [refusal] = await eventually("Kubernetes refuses the pod", async () => {
    const refusals = await refusalsIn(client, release.name);
    return refusals.length > 0 && refusals;
  });
  expect(refusal).toContain('violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false');
  expect(await release.managers()).toEqual([]);
  chart.remove();
  await removeNamespace(client, release.name);
});

test("an object that is left is seen, whatever its kind", async () => {
  const namespace = "left-over";
  await restrictedNamespace(client, namespace);
  expect(await objectsIn(client, namespace)).toEqual([]);
  const { objects } = renderChart(waitingValues("monitoring"), "monitoring", namespace);
  const monitor = objects.find(({ kind }: Json) => kind === "PodMonitor");
  await client.create(`/apis/monitoring.coreos.com/v1/namespaces/${namespace}/podmonitors`, monitor);
  await client.create(`/api/v1/namespaces/${namespace}/secrets`, { metadata: { name: "left" } });
  expect(await objectsIn(client, namespace)).toEqual([`PodMonitor/${monitor.metadata.name}`, "Secret/left"]);
  await removeNamespace(client, namespace);
});

test("an object that is left outside of all namespaces is seen", async () => {
  const before = await clusterWideObjects(client);
  const path = "/apis/scheduling.k8s.io/v1/priorityclasses";
  await client.create(path, { metadata: { name: "left-over" }, value: 1 });
  const after = await clusterWideObjects(client);
  await client.delete(`${path}/left-over`);
  expect(after.filter((name) => !before.includes(name))).toEqual(["PriorityClass/left-over"]);
});
