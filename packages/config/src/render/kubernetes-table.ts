import type { KubernetesFleetShard } from "../fleets/fleet-shard";
import { podSettings, type PodSettings } from "../fleets/pod-settings";
import { kubernetesSchema } from "../schema/kubernetes/kubernetes";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { tomlTable, type TomlTable } from "./toml-table";

/** `[runners.kubernetes]` of a fleet of pods. */
export function kubernetesTable(config: RunnerFleetConfig, part: KubernetesFleetShard): TomlTable {
  const settings = podSettings(config, part.key);
  return tomlTable(kubernetesSchema, {
    ...settings,
    autoscaler: settings.autoscaler && pausePods(settings.autoscaler, part.share),
  });
}

/**
 * One shard's part of the pause pods. Where no policy holds there are none, so that, unlike with machines, none need
 * stand first.
 */
function pausePods(
  { maxPausePods, policies, ...rest }: NonNullable<PodSettings["autoscaler"]>,
  share: KubernetesFleetShard["share"],
): NonNullable<PodSettings["autoscaler"]> {
  return {
    ...rest,
    maxPausePods: maxPausePods === undefined ? undefined : share(maxPausePods),
    policies: policies?.map((policy) => ({
      ...policy,
      idleCount: share(policy.idleCount),
      scaleFactorLimit: policy.scaleFactorLimit === undefined ? undefined : share(policy.scaleFactorLimit),
    })),
  };
}
