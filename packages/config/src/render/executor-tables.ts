import { hasContainers } from "../fleets/fleet-kinds";
import { jobVolumes } from "../fleets/job-volumes";
import { isMachineFleetShard, type FleetShard, type MachineFleetShard } from "../fleets/fleet-shard";
import { dockerSchema } from "../schema/docker";
import type { DockerAutoscalerFleet, KubernetesFleet } from "../schema/fleet";
import { instanceSchema } from "../schema/instance";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { operand, type NumberOrExpression } from "../values/expression";
import { autoscalerTable } from "./autoscaler-table";
import { kubernetesTable } from "./kubernetes-table";
import { Conditional, tomlTable, type TomlTable, type TomlValue } from "./toml-table";

/** What an entry of `[[runners]]` has besides the keys of every executor. */
interface ExecutorTables {
  /** Feature flags that the executor needs. */
  readonly flags: TomlTable;
  readonly docker?: TomlTable;
  readonly instance?: TomlTable;
  readonly kubernetes?: TomlTable;
  readonly autoscaler?: TomlTable;
}

/** The tables of a fleet's executor. */
export function executorTables(config: RunnerFleetConfig, part: FleetShard): ExecutorTables {
  if (!isMachineFleetShard(part)) {
    return { flags: podFlags(part.fleet), kubernetes: kubernetesTable(config, part) };
  }
  const { fleet } = part;
  return {
    flags: heartbeatFlags(part),
    ...(hasContainers(fleet)
      ? { docker: dockerTable(config, fleet) }
      : { instance: tomlTable(instanceSchema, fleet.instance) }),
    autoscaler: autoscalerTable(config, part),
  };
}

/** A heartbeat before each job finds out that a spot machine is gone before the job does. */
function heartbeatFlags({ fleet }: MachineFleetShard): TomlTable {
  return { FF_USE_FLEETING_ACQUIRE_HEARTBEATS: heartbeats(fleet.machines.onDemandPercentageAboveBaseCapacity) };
}

function heartbeats(onDemandShare: NumberOrExpression): TomlValue | undefined {
  return typeof onDemandShare === "number"
    ? onDemandShare !== 100 || undefined
    : new Conditional(`${operand(onDemandShare)} != 100`, true);
}

/** GitLab Runner reads patches of the pod only with this flag. */
const podFlags = ({ kubernetes }: KubernetesFleet): TomlTable => ({
  FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: (kubernetes.podSpec?.length ?? 0) > 0 || undefined,
});

const dockerTable = (config: RunnerFleetConfig, fleet: DockerAutoscalerFleet): TomlTable =>
  tomlTable(dockerSchema, { ...fleet.docker, volumes: jobVolumes(config, fleet) });
