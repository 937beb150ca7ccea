import { profiles } from "../profiles/profiles";
import type { KubernetesFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { isPlainTable } from "../values/plain-table";
import { caConfigMap } from "./ca-mount";
import { jobsNamespace } from "./names";
import { serviceAccountPattern } from "./service-account-pattern";

/** What a fleet's pods are given, once its profile and what follows from other keys are put together. */
export type PodSettings = KubernetesFleet["kubernetes"];

/**
 * The settings of a fleet's pods: those of its profile, over them those that the description writes, table by table, and
 * what follows from elsewhere in it.
 *
 * @param key the key of a kubernetes fleet
 */
export function podSettings(config: RunnerFleetConfig, key: string): PodSettings {
  const fleet = config.fleets[key] as KubernetesFleet;
  const accounts = Object.keys(fleet.jobs.serviceAccounts ?? {});
  const settings = merged(profiles[fleet.profile].kubernetes, fleet.kubernetes) as PodSettings;
  return {
    ...settings,
    ...(config.trust.caBundle !== undefined && { volumes: withCaVolume(config, settings.volumes) }),
    namespace: jobsNamespace(config, key),
    podAnnotations: { ...undisturbed, ...fleet.kubernetes.podAnnotations },
    ...(accounts.length > 0 && { serviceAccountOverwriteAllowed: serviceAccountPattern(accounts) }),
  };
}

const withCaVolume = (config: RunnerFleetConfig, volumes: PodSettings["volumes"]): PodSettings["volumes"] => ({
  ...volumes,
  configMap: [...(volumes?.configMap ?? []), caConfigMap(config)],
});

/** A job whose pod is moved to another node is lost; autoscalers that empty nodes leave these pods alone. */
const undisturbed = {
  "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
  "karpenter.sh/do-not-disrupt": "true",
};

type Table = Readonly<Record<string, unknown>>;

/** A list or a value replaces the one before, a table is put over it. */
function merged(before: Table, after: Table): Table {
  const changed = Object.entries(after)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const old = before[key];
      return [key, isPlainTable(old) && isPlainTable(value) ? merged(old, value) : value];
    });
  return { ...before, ...Object.fromEntries(changed) };
}
