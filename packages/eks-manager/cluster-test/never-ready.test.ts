import type { Json } from "../test/chart/render-chart";
import { ChartCopy } from "./chart-copy";
import { otherImageTag, waitingValues, withOtherImage } from "./ci-files";
import { eventually } from "./eventually";
import { FakeNode } from "./fake-node";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { makePrerequisites } from "./prerequisites";
import { endPod, removeNamespace } from "./restricted-namespace";

const client = new KubeClient();
const values = waitingValues("default");
const imagesOf = (pods: Json[]): string[] => pods.map(({ spec }) => spec.containers[0].image.split(":").at(-1));

/**
 * Installs, makes the first pod what `prepare` says, upgrades to another image, and gives the images of the pods that
 * are there after five seconds, or as soon as it is the other one.
 */
async function mended(release: HelmRelease, prepare?: (pod: Json) => Promise<void>): Promise<string[]> {
  await makePrerequisites(client, release.name, values);
  await release.install(values);
  const first = await eventually("a pod is there", async () => (await release.managers())[0]);
  await prepare?.(first);
  await release.upgrade(withOtherImage(values));
  let images: string[] = [];
  const isMended = async (): Promise<boolean> => {
    const pods = await release.managers();
    // What is on a node is gone when its kubelet says so, and these pods have nothing to drain.
    const stopping = pods.filter(({ metadata }) => metadata.deletionTimestamp);
    await Promise.all(stopping.map(({ metadata }) => endPod(client, release.name, metadata.name)));
    images = imagesOf(pods);
    return images.join() === otherImageTag;
  };
  await eventually("the pod has the other image", isMended, 5).catch(() => undefined);
  await removeNamespace(client, release.name);
  return images;
}

test("a pod that no node takes is replaced by a mended one", async () => {
  expect(await mended(new HelmRelease(client, "never-scheduled"))).toEqual([otherImageTag]);
});

test("a pod that runs and never gets ready is replaced by a mended one", async () => {
  const node = await FakeNode.create(client, "never-ready");
  const images = await mended(new HelmRelease(client, "never-ready"), (pod) => node.run(pod, false));
  await node.remove();
  expect(images).toEqual([otherImageTag]);
});

test("with Kubernetes' default policy for its pods it would stay for good", async () => {
  const chart = new ChartCopy("templates/stateful-set.yaml", "podManagementPolicy: Parallel", "");
  const images = await mended(new HelmRelease(client, "ordered-ready", { chart: chart.folder }));
  chart.remove();
  expect(images).toHaveLength(1);
  expect(images).not.toEqual([otherImageTag]);
});
