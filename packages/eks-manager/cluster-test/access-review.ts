import type { Json } from "../test/chart/render-chart";
import type { KubeClient } from "./kube-client";

/** Who asks: a service account, as `namespace/name`. */
export type Account = `${string}/${string}`;

/**
 * Whether the API server would let a service account do something.
 *
 * @param call verb and resource, such as `create pods/exec` or `get deployments.apps`
 * @param namespace in which; none for the whole cluster
 * @param name of the object; any if it is not given
 */
export async function mayDo(
  client: KubeClient,
  account: Account,
  call: string,
  namespace?: string,
  name?: string,
): Promise<boolean> {
  const [home, user] = account.split("/");
  const { status } = await client.create("/apis/authorization.k8s.io/v1/subjectaccessreviews", {
    spec: {
      user: `system:serviceaccount:${home}:${user}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${home}`, "system:authenticated"],
      resourceAttributes: { ...resourceOf(call), namespace, name },
    },
  });
  return status.allowed;
}

/** Verb, group, resource and subresource of a call. */
export function resourceOf(call: string): Json {
  const [, verb, resource, group = "", subresource] = /^(\w+) (\w+)(?:\.([\w.-]+))?(?:\/(\w+))?$/.exec(call) ?? [];
  if (verb === undefined) {
    throw new Error(`a call must be such as 'get deployments.apps/scale', got '${call}'`);
  }
  return { verb, group, resource, subresource };
}
