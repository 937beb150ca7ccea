import type { Json } from "../test/chart/render-chart";
import type { KubeClient } from "./kube-client";

/** Sees every change of some pods, however short it lasts. */
export class PodWatch {
  /** The most pods that were there at one time and had not ended. */
  most = 0;
  /** Ids of all pods that were there, in the order in which they came. */
  readonly seen: string[] = [];

  private readonly alive = new Set<string>();
  private stop: () => void = () => undefined;

  /** Begins with the pods that are there now. */
  static async start(
    client: KubeClient,
    namespace: string,
    labels: Readonly<Record<string, string>>,
  ): Promise<PodWatch> {
    const watch = new PodWatch();
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const list = await client.get(`${path}?labelSelector=${encodeURIComponent(selector.join(","))}`);
    list.items.forEach((pod: Json) => watch.see("ADDED", pod));
    watch.stop = await client.watch(path, labels, list.metadata.resourceVersion, ({ type, object }) =>
      watch.see(type, object),
    );
    return watch;
  }

  /** Ends it. */
  end(): void {
    this.stop();
  }

  private see(type: string, { metadata: { uid }, status }: Json): void {
    if (!this.seen.includes(uid)) {
      this.seen.push(uid);
    }
    const ended = type === "DELETED" || ["Succeeded", "Failed"].includes(status?.phase);
    this.alive[ended ? "delete" : "add"](uid);
    this.most = Math.max(this.most, this.alive.size);
  }
}
