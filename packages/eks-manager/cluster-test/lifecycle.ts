import type { Json } from "../test/chart/render-chart";
import { withOtherConfig, withOtherImage } from "./ci-files";
import { objectsIn } from "./cluster-objects";
import { eventually } from "./eventually";
import type { HelmRelease } from "./helm-release";
import type { KubeClient } from "./kube-client";
import { endPod, removeNamespace } from "./restricted-namespace";

/** What is there after a step. */
export interface Stage {
  readonly statefulSet: Json;
  readonly pod: Json;
  /** Name and text of every config.toml. */
  readonly configs: Readonly<Record<string, string>>;
  /** Why Kubernetes refused to make a pod, each time that it did. */
  readonly refusals: readonly string[];
}

/** A release from its installation to its end, step by step. A step that fails fails all that come after it. */
export interface Lifecycle {
  readonly installed: Promise<Stage>;
  /** Upgraded to another image. */
  readonly imageChanged: Promise<Stage>;
  /** Upgraded to another config.toml besides. */
  readonly configChanged: Promise<Stage>;
  /** Uninstalled: what is left in its namespace. */
  readonly removed: Promise<readonly string[]>;
  /** Everything is over, well or not. */
  readonly ended: Promise<void>;
}

/** Takes a release through its life, beginning when `turn` comes. */
export function lifecycleOf(client: KubeClient, release: HelmRelease, values: Json, turn: Promise<void>): Lifecycle {
  const stage = async (): Promise<Stage> => ({
    pod: await release.currentManager(),
    statefulSet: await release.statefulSet(),
    configs: await configsOf(client, release),
    refusals: await refusalsIn(client, release.name),
  });
  const after = async (step: Promise<unknown>, upgrade: Json): Promise<Stage> => {
    await step;
    await release.upgrade(upgrade);
    return stage();
  };
  const before = turn.then(() => objectsIn(client, release.name));
  const installed = before.then(() => release.install(values)).then(stage);
  const imageChanged = after(installed, withOtherImage(values));
  const configChanged = after(imageChanged, withOtherConfig(withOtherImage(values)));
  const removed = configChanged.then(async () => {
    await release.uninstall();
    return leftBy(client, release, await before);
  });
  const ended = removed.catch(() => undefined).then(() => removeNamespace(client, release.name));
  // Each of them is looked at by a test of its own, which may come later than the failure.
  [installed, imageChanged, configChanged, ended].map((step) => step.catch(() => undefined));
  return { installed, imageChanged, configChanged, removed, ended };
}

/**
 * What a release that was uninstalled leaves in its namespace, claims aside as soon as nothing else does, else after
 * half a minute. Its pods have ended at once.
 *
 * @param before what was there before it was installed
 */
export async function leftBy(client: KubeClient, release: HelmRelease, before: readonly string[]): Promise<string[]> {
  let left: string[] = [];
  await eventually("claims alone are left", async () => {
    for (const pod of await release.managers()) {
      await endPod(client, release.name, pod.metadata.name);
    }
    left = (await objectsIn(client, release.name)).filter((name) => !before.includes(name));
    return left.every((name) => name.startsWith("PersistentVolumeClaim/"));
  }).catch(() => undefined);
  return left;
}

async function configsOf(client: KubeClient, release: HelmRelease): Promise<Record<string, string>> {
  const maps = await client.list(`/api/v1/namespaces/${release.name}/configmaps`, release.labels);
  const configs = maps.filter(({ data }) => "config.toml" in data);
  return Object.fromEntries(configs.map(({ metadata, data }) => [metadata.name, data["config.toml"]]));
}

/** Why Kubernetes refused to make a pod, each time that it did. */
export async function refusalsIn(client: KubeClient, namespace: string): Promise<string[]> {
  const events = await client.list(`/api/v1/namespaces/${namespace}/events`);
  return events
    .filter(({ reason }) => reason === "FailedCreate")
    .map(({ involvedObject, message }) => `${involvedObject.kind} ${involvedObject.name}: ${message}`);
}
