import { renderChart, type Json } from "../test/chart/render-chart";
import { storageClass } from "./ci-files";
import { eventually } from "./eventually";
import type { KubeClient } from "./kube-client";
import { removeNamespace, restrictedNamespace } from "./restricted-namespace";

/**
 * Makes what a release with these values expects to be there: namespaces that it does not make itself, a service
 * account, a priority class, the StorageClass. Its Secrets may be missing.
 *
 * @param release name of the release and of its namespace
 * @returns the namespaces of its objects
 */
export async function makePrerequisites(client: KubeClient, release: string, values: Json): Promise<string[]> {
  const { objects, pod } = renderChart(values, release, release);
  const rendered: string[] = objects.map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined);
  const made = namespacesOf(objects);
  const namespaces = [...new Set([release, ...made, ...rendered])];
  // An earlier run may have been cut short, and what the chart makes it keeps.
  await Promise.all([release, ...made].map((name) => removeNamespace(client, name)));
  for (const name of namespaces.filter((each) => !made.includes(each))) {
    await restrictedNamespace(client, name);
  }
  for (const name of made) {
    await eventually(`namespace ${name} is gone`, async () => !(await client.find(`/api/v1/namespaces/${name}`)));
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

/** Namespaces that are among some objects. */
export const namespacesOf = (objects: readonly Json[]): string[] =>
  objects.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => metadata.name);

const named = (name: string): Json => ({ metadata: { name } });
