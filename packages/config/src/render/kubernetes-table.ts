import type { KubernetesFleetShard } from "../fleets/fleet-shard";
import { podSettings } from "../fleets/pod-settings";
import { kubernetesSchema } from "../schema/kubernetes/kubernetes";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { policyTables } from "./policy-tables";
import { tomlTable, type TomlTable } from "./toml-table";

/** `[runners.kubernetes]` of a fleet of pods. */
export function kubernetesTable(config: RunnerFleetConfig, part: KubernetesFleetShard): TomlTable {
  const settings = podSettings(config, part.key);
  const { autoscaler, ...table } = tomlTable(kubernetesSchema, settings);
  return {
    ...table,
    autoscaler: settings.autoscaler && {
      ...(autoscaler as TomlTable),
      policy: policyTables({ ...part, policies: settings.autoscaler.policies ?? [] }),
    },
  };
}
