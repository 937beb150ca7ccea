import type { Json } from "../test/chart/render-chart";
import { waitingValues } from "./ci-files";
import { eventually } from "./eventually";
import { FakeNode } from "./fake-node";
import { HelmRelease } from "./helm-release";
import { KubeClient, type Answer } from "./kube-client";
import { makePrerequisites } from "./prerequisites";
import { removeNamespace } from "./restricted-namespace";

const client = new KubeClient();
const podPath = ({ metadata }: Json): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;

/** Asks for the eviction of a running manager, as `kubectl drain` does, and gives the answer and the pod after it. */
async function evict(disruption: string, isReady: boolean): Promise<{ answer: Answer; pod: Json }> {
  const values = { ...waitingValues("default"), disruption };
  const release = new HelmRelease(client, `evict-${disruption}-${isReady ? "ready" : "unready"}`);
  await makePrerequisites(client, release.name, values);
  await release.install(values);
  const node = await FakeNode.create(client, release.name);
  const manager = await release.currentManager();
  await node.run(manager, isReady);
  if (disruption === "block") {
    await eventually("the budget counts the manager", async () => {
      const [budget] = await client.list(`/apis/policy/v1/namespaces/${release.name}/poddisruptionbudgets`);
      return budget.status.expectedPods === 1 && budget.status.currentHealthy === (isReady ? 1 : 0);
    });
  }
  const eviction = { metadata: { name: manager.metadata.name } };
  const answer = await client.send("POST", `${podPath(manager)}/eviction`, eviction);
  const pod = await client.get(podPath(manager));
  await removeNamespace(client, release.name);
  await node.remove();
  return { answer, pod };
}

test("by default an eviction is admitted, and gives the manager its whole grace period", async () => {
  const { answer, pod } = await evict("drain", true);
  expect(answer.status).toBe(201);
  expect(pod.metadata.deletionGracePeriodSeconds).toBe(3900);
});

test("with disruption: block an eviction is refused, and the manager stays", async () => {
  const { answer, pod } = await evict("block", true);
  expect(answer.body.message).toContain("would violate the pod's disruption budget");
  expect(answer.status).toBe(429);
  expect(pod.metadata).not.toHaveProperty("deletionTimestamp");
});

test("with disruption: block a manager that never got ready does not hold its node", async () => {
  const { answer, pod } = await evict("block", false);
  expect(answer.status).toBe(201);
  expect(pod.metadata).toHaveProperty("deletionTimestamp");
});
