import { renderChart, type Json } from "../test/chart/render-chart";
import { storageClass } from "./ci-files";
import type { KubeClient } from "./kube-client";
import { removeNamespace, restrictedNamespace } from "./restricted-namespace";

/**
 * Makes what a release with these values expects to be there: namespaces, a service account, a priority class, the
 * StorageClass. Its Secrets may be missing.
 *
 * @param release name of the release and of its namespace
 * @returns the namespaces of its objects
 */
export async function makePrerequisites(client: KubeClient, release: string, values: Json): Promise<string[]> {
  const { objects, pod } = renderChart(values, release, release);
  const rendered: string[] = objects.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined);
  const namespaces = [...new Set([release, ...rendered])];
  // An earlier run may have been cut short.
  await removeNamespace(client, release);
  for (const name of namespaces) {
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
    if (name !== undefined && !isRendered(kind, name)) {
      await client.ensure(path, object);
    }
  }
  return namespaces;
}

const named = (name: string): Json => ({ metadata: { name } });
