import type { Json } from "../test/chart/render-chart";
import type { KubeClient } from "./kube-client";

/** What every namespace has, and what says only what happened. */
const always = ["ConfigMap/kube-root-ca.crt", "ServiceAccount/default"];
const transient = ["Event"];

interface Listed {
  readonly kind: string;
  readonly path: (namespace: string) => string;
  readonly namespaced: boolean;
}

let known: Promise<Listed[]> | undefined;

/** Every object of a namespace, of whatever kind, as `Kind/name`, without those that every namespace has. */
export async function objectsIn(client: KubeClient, namespace: string): Promise<string[]> {
  const names = (await objectsByKind(client, namespace)).map(({ kind, object }) => `${kind}/${object.metadata.name}`);
  return names.filter((name) => !always.includes(name)).sort();
}

/** Version of every object of a namespace, by `Kind/name`: the same as before means that nobody has written to it. */
export async function versionsIn(client: KubeClient, namespace: string): Promise<Record<string, string>> {
  const objects = await objectsByKind(client, namespace);
  return Object.fromEntries(
    objects.map(({ kind, object }) => [`${kind}/${object.metadata.name}`, object.metadata.resourceVersion]),
  );
}

/** What the control plane makes for Services, and removes at a time of its own. */
const allocated = ["IPAddress"];

/** Every object of the cluster that is in no namespace and that somebody else than the control plane makes, as `Kind/name`. */
export async function clusterWideObjects(client: KubeClient): Promise<string[]> {
  const kinds = (await listedKinds(client)).filter(
    ({ namespaced, kind }) => !namespaced && ![...allocated, "Namespace"].includes(kind),
  );
  const lists = await Promise.all(
    kinds.map(async ({ kind, path }) =>
      (await client.list(path(""))).map(({ metadata }) => `${kind}/${metadata.name}`),
    ),
  );
  return lists.flat().sort();
}

async function objectsByKind(client: KubeClient, namespace: string): Promise<{ kind: string; object: Json }[]> {
  const kinds = (await listedKinds(client)).filter(({ namespaced, kind }) => namespaced && !transient.includes(kind));
  const lists = await Promise.all(
    kinds.map(async ({ kind, path }) => (await client.list(path(namespace))).map((object) => ({ kind, object }))),
  );
  return lists.flat();
}

/** Every kind that can be listed, in its group's preferred version. */
async function listedKinds(client: KubeClient): Promise<Listed[]> {
  known ??= (async () => {
    const { groups } = await client.get("/apis");
    const roots = ["/api/v1", ...groups.map(({ preferredVersion }: Json) => `/apis/${preferredVersion.groupVersion}`)];
    const kinds = await Promise.all(
      roots.map(async (root) => {
        const { resources } = await client.get(root);
        return resources
          .filter(({ name, verbs }: Json) => verbs.includes("list") && !name.includes("/"))
          .map(({ name, kind, namespaced }: Json) => ({
            kind,
            namespaced,
            path: (namespace: string) => `${root}/${namespaced ? `namespaces/${namespace}/` : ""}${name}`,
          }));
      }),
    );
    return kinds.flat();
  })();
  return known;
}
