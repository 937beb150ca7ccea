import { isDeepStrictEqual } from "node:util";
import type { Json } from "../test/chart/render-chart";
import { ciFiles, otherImageTag, waitingValues, withVolume, withoutAnyVolume, withoutVolume } from "./ci-files";
import { clusterWideObjects, objectsIn } from "./cluster-objects";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { lifecycleOf, type Lifecycle } from "./lifecycle";
import { makePrerequisites } from "./prerequisites";

const client = new KubeClient();

/** As many at a time: most of the time helm waits for Kubernetes, which gathers changes of a Job for a second. */
const lanes = 5;

const cases = ciFiles.flatMap((file) => [
  { file, volume: "without a volume", name: `${file}-plain`, values: withoutAnyVolume(waitingValues(file)) },
  ...(file in withoutVolume
    ? []
    : [{ file, volume: "with a volume", name: `${file}-volume`, values: withVolume(waitingValues(file)) }]),
]);
const lifecycles = new Map<string, Lifecycle>();
let shared: string[];
let before: string[];

beforeAll(async () => {
  const namespaces = await Promise.all(cases.map(({ name, values }) => makePrerequisites(client, name, values)));
  shared = [...new Set(namespaces.flat())].filter((namespace) => !cases.some(({ name }) => name === namespace));
  before = await clusterWideObjects(client);
  const turns: Promise<void>[] = [];
  cases.forEach(({ file, name, values }) => {
    // With and without a volume one after the other: they may share names in the jobs' namespace.
    const lane = ciFiles.indexOf(file) % lanes;
    const lifecycle = lifecycleOf(client, new HelmRelease(client, name), values, turns[lane] ?? Promise.resolve());
    turns[lane] = lifecycle.ended;
    lifecycles.set(name, lifecycle);
  });
});

describe.each(cases)("ci file $file, $volume", ({ volume, name, values }) => {
  const isHot = values.config.restartChecksum !== undefined;

  test("it installs where the restricted Pod Security Standard is enforced", async () => {
    const { pod, refusals } = await lifecycles.get(name)!.installed;
    expect(refusals).toEqual([]);
    expect(pod.status.phase).toBe("Pending");
  });

  test("another image makes another pod, with that image in every container", async () => {
    const { pod: old } = await lifecycles.get(name)!.installed;
    const { pod } = await lifecycles.get(name)!.imageChanged;
    const images = [...pod.spec.initContainers, ...pod.spec.containers].map(({ image }: Json) => image);
    expect(images.length).toBeGreaterThan(1);
    expect(images.filter((image) => !image.endsWith(`:${otherImageTag}`))).toEqual([]);
    expect(pod.metadata.uid).not.toBe(old.metadata.uid);
  });

  test(`another config.toml ${isHot ? "is read by the pod that is there" : "makes another pod"}`, async () => {
    const old = await lifecycles.get(name)!.imageChanged;
    const { pod, statefulSet, configs, refusals } = await lifecycles.get(name)!.configChanged;
    const { configMap } = pod.spec.volumes.find((each: Json) => each.name === "config");
    expect(Object.keys(configs)).toEqual([configMap.name]);
    expect(configs[configMap.name]).toContain("concurrent = 59");
    expect(configMap.name in old.configs).toBe(isHot);
    expect(isDeepStrictEqual(statefulSet.spec.template, old.statefulSet.spec.template)).toBe(isHot);
    expect(pod.metadata.uid === old.pod.metadata.uid).toBe(isHot);
    expect(refusals).toEqual([]);
  });

  test(`uninstalled, it leaves nothing${volume === "with a volume" ? " but the volume claim" : ""}`, async () => {
    const { statefulSet } = await lifecycles.get(name)!.installed;
    const claim = `PersistentVolumeClaim/${statefulSet.metadata.name}`;
    expect(await lifecycles.get(name)!.removed).toEqual(volume === "with a volume" ? [claim] : []);
  });
});

test("uninstalled, they leave nothing outside of their namespaces", async () => {
  await Promise.all([...lifecycles.values()].map(({ ended }) => ended));
  expect(await clusterWideObjects(client)).toEqual(before);
  const left = await Promise.all(shared.map(async (namespace) => objectsIn(client, namespace)));
  expect(left.flat()).toEqual([]);
});

test("every ci file with machines is installed with a volume, too", () => {
  const withoutMachines = ciFiles.filter((file) => !waitingValues(file).config.toml.includes("[runners.autoscaler]"));
  expect(Object.keys(withoutVolume)).toEqual(withoutMachines);
});

test("a ci file says itself what needs a restart, and another leaves it to the chart", () => {
  const isHot = new Set(cases.map(({ values }) => values.config.restartChecksum !== undefined));
  expect(isHot).toEqual(new Set([true, false]));
});
