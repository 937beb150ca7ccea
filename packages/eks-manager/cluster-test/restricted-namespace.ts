import { eventually } from "./eventually";
import type { KubeClient } from "./kube-client";

const standard = "pod-security.kubernetes.io";

/** Makes a namespace whose pods must meet the `restricted` Pod Security Standard, unless it is there already. */
export async function restrictedNamespace(client: KubeClient, name: string): Promise<void> {
  const labels = {
    [`${standard}/enforce`]: "restricted",
    [`${standard}/enforce-version`]: "latest",
    // Jobs and StatefulSets are only warned of; their pods are refused.
    [`${standard}/warn`]: "restricted",
  };
  await eventually(`namespace ${name} is there, and one that was removed before is not`, async () => {
    await client.ensure("/api/v1/namespaces", { metadata: { name, labels } });
    return (await client.get(`/api/v1/namespaces/${name}`)).status.phase === "Active";
  });
}

/** Removes a namespace. No kubelet confirms the end of its pods, so that is done first. */
export async function removeNamespace(client: KubeClient, name: string): Promise<void> {
  await client.delete(`/api/v1/namespaces/${name}`);
  for (const { metadata } of await client.list(`/api/v1/namespaces/${name}/pods`)) {
    await endPod(client, name, metadata.name);
  }
}

/** Says that a pod has ended, as the kubelet does when all its containers have. */
export async function endPod(client: KubeClient, namespace: string, name: string): Promise<void> {
  await client.delete(`/api/v1/namespaces/${namespace}/pods/${name}`, { gracePeriodSeconds: 0 });
}
