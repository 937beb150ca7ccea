import { setTimeout } from "node:timers/promises";
import type { Json } from "../test/chart/render-chart";
import { waitingValues } from "./ci-files";
import { eventually } from "./eventually";
import { FakeNode } from "./fake-node";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { deployment, statefulSet, type ManagerController } from "./manager-controllers";
import { PodWatch } from "./pod-watch";
import { makePrerequisites } from "./prerequisites";
import { endPod, removeNamespace } from "./restricted-namespace";

/** How long a second manager has to show up. A Deployment's does within a tenth of a second. */
const windowSeconds = 10;

const client = new KubeClient();
const podPath = ({ metadata }: Json): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;

/** What tells a running manager to stop. */
const disruptions = {
  deleted: (pod: Json) => client.delete(podPath(pod)),
  updated: (_pod: Json, controller: ManagerController, release: HelmRelease) => controller.update(client, release),
  evicted: (pod: Json) => client.create(`${podPath(pod)}/eviction`, { metadata: { name: pod.metadata.name } }),
};

interface Outcome {
  /** The most managers at one time, while the first is still stopping. */
  readonly most: number;
  /** Whether the first was then still there, told to stop. */
  readonly isStopping: boolean;
  /** Seconds that the first has for its jobs. */
  readonly graceSeconds: number;
  /** Managers that there were in all, a second after the first has ended. */
  readonly total: number;
  /** Managers that are there then. */
  readonly left: number;
}

/** Runs a manager, disrupts it, and counts managers while it drains, and after it has ended. */
async function disrupt(
  name: string,
  controller: ManagerController,
  disruption: keyof typeof disruptions,
): Promise<Outcome> {
  const release = new HelmRelease(client, name);
  await makePrerequisites(client, name, waitingValues("default"));
  await controller.start(client, release);
  const first = await eventually("a pod is there", async () => (await release.managers())[0]);
  const node = await FakeNode.create(client, name);
  await node.run(first);
  const watch = await PodWatch.start(client, name, release.managerLabels);
  await disruptions[disruption](first, controller, release);
  const stopping = await eventually("the manager is told to stop", async () => {
    const pod = await client.get(podPath(first));
    return pod.metadata.deletionTimestamp && pod;
  });
  const end = performance.now() + windowSeconds * 1000;
  while (watch.most < 2 && performance.now() < end) {
    await setTimeout(100);
  }
  const most = watch.most;
  const isStopping = (await client.find(podPath(first)))?.metadata.uid === first.metadata.uid;
  await endPod(client, name, first.metadata.name);
  await eventually("the next manager is there", async () => watch.seen.length > 1);
  await setTimeout(1000);
  watch.end();
  const left = (await release.managers()).length;
  await removeNamespace(client, name);
  await node.remove();
  return {
    most,
    isStopping,
    graceSeconds: stopping.metadata.deletionGracePeriodSeconds,
    total: watch.seen.length,
    left,
  };
}

const controllers = { StatefulSet: statefulSet, Deployment: deployment };

const cases = [
  { controller: "StatefulSet", disruption: "deleted", most: 1 },
  { controller: "StatefulSet", disruption: "updated", most: 1 },
  { controller: "StatefulSet", disruption: "evicted", most: 1 },
  // The same body sees a second manager where there is one. It is why the chart has no Deployment.
  { controller: "Deployment", disruption: "deleted", most: 2 },
  { controller: "Deployment", disruption: "evicted", most: 2 },
  { controller: "Deployment", disruption: "updated", most: 1 },
] as const;
const outcomes = new Map<object, Promise<Outcome>>();

beforeAll(() => {
  // At the same time: most of it is waiting.
  for (const each of cases) {
    const name = `two-${each.controller}-${each.disruption}`.toLowerCase();
    const outcome = disrupt(name, controllers[each.controller], each.disruption);
    outcome.catch(() => undefined);
    outcomes.set(each, outcome);
  }
});

test.each(cases)(
  "a $controller has $most at once while a manager that is $disruption drains, and one when it has ended",
  async (each) => {
    expect(await outcomes.get(each)).toEqual({
      most: each.most,
      isStopping: true,
      graceSeconds: 3900,
      total: 2,
      left: 1,
    });
  },
);
