import { callFailure } from "./call-failure";
import { checkContext, clusterOfContext } from "./kube-context";
import type { KubernetesPlace, ManagerPlace } from "./manager-place";
import type { Run } from "./run-command";

/** Places that stay the same however long the command runs. */
export interface PinnedPlaces {
  /** The places. */
  readonly places: readonly ManagerPlace[];
  /** Whether somebody said where they are, or they could be anywhere that kubectl or aws is set up for. */
  readonly isCertain: boolean;
}

/**
 * Names kubectl's current context where no other is named: a person may change it in another window while this one waits.
 *
 * @param clusterName the EKS cluster that the managers are in, where it is known
 * @throws CommandError when the current context is one of another cluster
 */
export async function pinContext(
  places: readonly ManagerPlace[],
  clusterName: string | undefined,
  run: Run,
): Promise<PinnedPlaces> {
  const open = places.find(
    (place): place is KubernetesPlace => place.platform === "kubernetes" && place.context === undefined,
  );
  if (!open) {
    return {
      places,
      isCertain: places.every((place) => place.platform === "kubernetes" || place.region !== undefined),
    };
  }
  const context = await currentContext(open.kubeconfig, run);
  if (context === undefined) {
    return { places, isCertain: false };
  }
  checkContext(context, clusterName);
  return {
    places: places.map((place) =>
      place.platform === "kubernetes" ? { ...place, context: place.context ?? context } : place,
    ),
    isCertain: clusterName !== undefined && clusterOfContext(context) === clusterName,
  };
}

/** `undefined` where there is no kubeconfig: in a pod kubectl uses the service account. */
async function currentContext(kubeconfig: string | undefined, run: Run): Promise<string | undefined> {
  const file = kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig];
  const ran = await run("kubectl", [...file, "config", "current-context"]);
  const context = ran.stdout.trim();
  if (ran.status === 0 && context !== "") {
    return context;
  }
  if (ran.status !== 0 && !/current-context is not set/.test(ran.stderr)) {
    throw callFailure("kubectl", "config", ran);
  }
  return undefined;
}
