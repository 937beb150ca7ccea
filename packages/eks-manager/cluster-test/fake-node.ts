import type { Json } from "../test/chart/render-chart";
import type { KubeClient } from "./kube-client";

const now = (): string => new Date().toISOString();
const condition = (type: string, is = true): Json => ({
  type,
  status: is ? "True" : "False",
  lastTransitionTime: now(),
});

/**
 * A node without a machine. The pods that are put on it count as running; when they are to stop, nobody confirms it.
 * Kubernetes notices after some 40 seconds that the node is silent, and evicts after five minutes more.
 */
export class FakeNode {
  private constructor(
    private readonly client: KubeClient,
    readonly name: string,
  ) {}

  /** Makes the node. No scheduler puts a pod on it. */
  static async create(client: KubeClient, name: string): Promise<FakeNode> {
    await client.delete(`/api/v1/nodes/${name}`);
    await client.create("/api/v1/nodes", { metadata: { name }, spec: { unschedulable: true } });
    const resources = { cpu: "4", memory: "16Gi", pods: "110", "ephemeral-storage": "100Gi" };
    await client.patch(`/api/v1/nodes/${name}/status`, {
      status: {
        capacity: resources,
        allocatable: resources,
        conditions: [{ ...condition("Ready"), reason: "KubeletReady", lastHeartbeatTime: now() }],
      },
    });
    return new FakeNode(client, name);
  }

  /** Puts a waiting pod on the node, and says that it runs and whether it is ready. */
  async run(pod: Json, isReady = true): Promise<void> {
    const { namespace, name } = pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    await this.client.create(`${path}/binding`, {
      metadata: { name },
      target: { apiVersion: "v1", kind: "Node", name: this.name },
    });
    await this.client.patch(`${path}/status`, {
      status: {
        phase: "Running",
        startTime: now(),
        conditions: [
          condition("PodScheduled"),
          condition("Initialized"),
          condition("ContainersReady", isReady),
          condition("Ready", isReady),
        ],
        containerStatuses: pod.spec.containers.map((container: Json) => ({
          name: container.name,
          image: container.image,
          imageID: container.image,
          ready: isReady,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: now() } },
        })),
      },
    });
  }

  /** Removes the node. */
  async remove(): Promise<void> {
    await this.client.delete(`/api/v1/nodes/${this.name}`);
  }
}
