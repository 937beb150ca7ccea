import type { Json } from "../test/chart/render-chart";
import { otherImageTag, waitingValues, withOtherImage } from "./ci-files";
import { eventually } from "./eventually";
import type { HelmRelease } from "./helm-release";
import type { KubeClient } from "./kube-client";

/** What keeps a manager's pod there, and how it is told of another image. */
export interface ManagerController {
  /** Makes it, in the release's namespace, from the release's own pod template. */
  start(client: KubeClient, release: HelmRelease): Promise<void>;
  /** Changes the image. */
  update(client: KubeClient, release: HelmRelease): Promise<void>;
}

const values = waitingValues("default");
const deployments = (release: HelmRelease): string => `/apis/apps/v1/namespaces/${release.name}/deployments`;

/** The chart's own. */
export const statefulSet: ManagerController = {
  start: (_client, release) => release.install(values),
  update: (_client, release) => release.upgrade(withOtherImage(values)),
};

/** What a manager must not have, even with the strategy that ends the old pods of an update before it starts new ones. */
export const deployment: ManagerController = {
  async start(client, release) {
    await release.install(values);
    const { metadata, spec } = await release.statefulSet();
    // Its controller may be busy, and make the pod only after "there is none" was seen.
    await release.currentManager();
    await client.delete(`/apis/apps/v1/namespaces/${release.name}/statefulsets/${metadata.name}`);
    await eventually("the StatefulSet's pod is gone", async () => (await release.managers()).length === 0);
    await client.create(deployments(release), {
      metadata: { name: "manager" },
      spec: { replicas: 1, strategy: { type: "Recreate" }, selector: spec.selector, template: spec.template },
    });
  },

  async update(client, release) {
    const { spec } = await client.get(`${deployments(release)}/manager`);
    const containers = spec.template.spec.containers.map((container: Json) => ({ ...container, image: otherImageTag }));
    await client.patch(`${deployments(release)}/manager`, { spec: { template: { spec: { containers } } } });
  },
};
