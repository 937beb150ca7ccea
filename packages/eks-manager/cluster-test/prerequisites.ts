import { renderChart, type Json } from "../test/chart/render-chart";
import { storageClass } from "./ci-files";
import type { KubeClient } from "./kube-client";
import { restrictedNamespace } from "./restricted-namespace";

/**
 * Makes what a release with these values expects to be there: namespaces, a service account, a priority class, the
 * StorageClass. Its Secrets may be missing.
 *
 * @param release name of the release and of its namespace
 */
export async function makePrerequisites(client: KubeClient, release: string, values: Json): Promise<void> {
  const { objects, pod } = renderChart(values, release, release);
  const namespaces = objects.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined);
  for (const name of new Set([release, ...namespaces])) {
    await restrictedNamespace(client, name);
  }
  const isRendered = (kind: string, name: string) =>
    objects.some((object) => object.kind === kind && object.metadata.name === name);
  const expected: [kind: string, path: string, object: Json][] = [
    ["ServiceAccount", `/api/v1/namespaces/${release}/serviceaccounts`, named(pod.serviceAccountName)],
    ["PriorityClass", "/apis/scheduling.k8s.io/v1/priorityclasses", { ...named(pod.priorityClassName), value: 1000 }],
    [
      "StorageClass",
      "/apis/storage.k8s.io/v1/storageclasses",
      { ...named(storageClass), provisioner: "example.com/none", parameters: { encrypted: "true" } },
    ],
  ];
  for (const [kind, path, object] of expected) {
    const { name } = object.metadata;
    if (name !== undefined && !isRendered(kind, name) && !(await client.find(`${path}/${name}`))) {
      await client.create(path, object);
    }
  }
}

const named = (name: string): Json => ({ metadata: { name } });
