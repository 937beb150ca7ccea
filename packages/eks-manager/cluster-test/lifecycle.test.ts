import type { Json } from "../test/chart/render-chart";
import {
  ciFiles,
  waitingValues,
  withOtherConfig,
  withOtherImage,
  withVolume,
  withoutAnyVolume,
  withoutVolume,
} from "./ci-files";
import { clusterWideObjects, objectsIn } from "./cluster-objects";
import { eventually } from "./eventually";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { makePrerequisites } from "./prerequisites";
import { endPod, removeNamespace } from "./restricted-namespace";

const client = new KubeClient();

const cases = ciFiles.flatMap((file) => [
  { file, volume: "without a volume", adapt: withoutAnyVolume },
  ...(file in withoutVolume ? [] : [{ file, volume: "with a volume", adapt: withVolume }]),
]);

/** Images of all containers of a StatefulSet's pod. */
const imagesOf = ({ spec: { template } }: Json): string[] =>
  [...template.spec.initContainers, ...template.spec.containers].map(({ image }: Json) => image);

const configMapsOf = async (release: HelmRelease): Promise<Record<string, string>> => {
  const objects = await client.list(`/api/v1/namespaces/${release.name}/configmaps`, release.labels);
  return Object.fromEntries(
    objects.filter(({ data }) => data["config.toml"]).map(({ metadata, data }) => [metadata.name, data["config.toml"]]),
  );
};

/** Reasons for which Kubernetes refused to make a pod. */
const refusals = async (namespace: string): Promise<string[]> =>
  (await client.list(`/api/v1/namespaces/${namespace}/events`))
    .filter(({ reason }) => reason === "FailedCreate")
    .map(({ involvedObject, message }) => `${involvedObject.kind} ${involvedObject.name}: ${message}`);

describe.each(cases)("ci file $file, $volume", ({ file, volume, adapt }) => {
  const release = new HelmRelease(client, `${file}-${volume === "with a volume" ? "volume" : "plain"}`);
  const values = adapt(waitingValues(file));
  let before: string[];

  beforeAll(async () => {
    await makePrerequisites(client, release.name, values);
    before = await clusterWideObjects(client);
  });
  afterAll(() => removeNamespace(client, release.name));

  test("it installs where the restricted Pod Security Standard is enforced", async () => {
    await release.install(values);
    expect((await release.currentManager()).status.phase).toBe("Pending");
    expect(await refusals(release.name)).toEqual([]);
  });

  test("another image makes another pod, with that image in every container", async () => {
    const old = await release.currentManager();
    await release.upgrade(withOtherImage(values));
    const images = imagesOf(await release.statefulSet());
    expect(images.length).toBeGreaterThan(1);
    expect(images.filter((image) => !image.endsWith(":alpine-v19.4.99"))).toEqual([]);
    expect((await release.currentManager()).metadata.uid).not.toBe(old.metadata.uid);
  });

  test(`another config.toml ${values.config.restartChecksum ? "is read without a new pod" : "makes another pod"}`, async () => {
    const old = await release.statefulSet();
    const oldMaps = await configMapsOf(release);
    await release.upgrade(withOtherConfig(withOtherImage(values)));
    const { spec } = await release.statefulSet();
    const { name } = spec.template.spec.volumes.find((each: Json) => each.name === "config").configMap;
    const maps = await configMapsOf(release);
    expect(Object.keys(maps)).toEqual([name]);
    expect(maps[name]).toContain("concurrent = 59");
    expect(isDeepEqual(spec.template, old.spec.template)).toBe(values.config.restartChecksum !== undefined);
    expect(name in oldMaps).toBe(values.config.restartChecksum !== undefined);
    await release.currentManager();
    expect(await refusals(release.name)).toEqual([]);
  });

  test(`uninstalled, it leaves nothing${volume === "with a volume" ? " but the volume claim" : ""}`, async () => {
    const { metadata } = await release.statefulSet();
    await release.uninstall();
    const left = volume === "with a volume" ? [`PersistentVolumeClaim/${metadata.name}`] : [];
    await eventually("everything else is gone", async () => {
      for (const pod of await release.managers()) {
        await endPod(client, release.name, pod.metadata.name);
      }
      return isDeepEqual(await objectsIn(client, release.name), left);
    });
    expect(await objectsIn(client, release.name)).toEqual(left);
    expect(await clusterWideObjects(client)).toEqual(before);
  });
});

const isDeepEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
