import type { MachineFleetShard } from "../fleets/fleet-shard";
import { recordOutlivesManager } from "../fleets/manager-record";
import { instanceReadyCommand } from "../fleets/instance-ready-command";
import { updateIntervals } from "../fleets/sizing";
import { sshKeyFolder, sshUser } from "../fleets/ssh-user";
import { autoscalerSchema, connectorSchema } from "../schema/autoscaler";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { joinedText, orElse } from "../values/expression";
import { policyTables } from "./policy-tables";
import { tomlNumber, tomlTable, type TomlTable } from "./toml-table";

/** `[runners.autoscaler]` of a fleet with machines. */
export function autoscalerTable(config: RunnerFleetConfig, part: MachineFleetShard): TomlTable {
  const { fleet } = part;
  const { connector_config, state_storage, scale_throttle, ...settings } = tomlTable(autoscalerSchema, {
    ...fleet.autoscaler,
    // Only a record that is there for the next manager tells it which machines it may keep.
    deleteInstancesOnShutdown: fleet.autoscaler.deleteInstancesOnShutdown ?? !recordOutlivesManager(config),
  });
  const intervals = updateIntervals(part.maxInstances);
  return {
    plugin: joinedText("aws:", config.manager.pluginVersion),
    capacity_per_instance: tomlNumber(fleet.capacityPerInstance),
    max_use_count: tomlNumber(orElse(fleet.maxUseCount, 1)),
    max_instances: tomlNumber(part.maxInstances),
    instance_ready_command: instanceReadyCommand(fleet),
    update_interval: intervals.idle,
    update_interval_when_expecting: intervals.expecting,
    ...settings,
    scale_throttle,
    plugin_config: { name: part.groupName },
    connector_config: connectorTable(part),
    state_storage,
    policy: policyTables({ ...part, policies: fleet.policies }),
  };
}

function connectorTable({ fleet, fleetName }: MachineFleetShard): TomlTable {
  const { ssh } = fleet.machines;
  return {
    username: sshUser(fleet.machines),
    key_path: ssh && joinedText(sshKeyFolder(fleetName), "/", ssh.privateKeySecret.key),
    use_static_credentials: ssh ? true : undefined,
    ...tomlTable(connectorSchema, fleet.autoscaler.connectorConfig),
  };
}
