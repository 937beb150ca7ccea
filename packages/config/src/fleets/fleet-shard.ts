import { product, share, type NumberOrExpression, type TextOrExpression } from "../values/expression";
import { hasMachines } from "./fleet-kinds";
import { fleetName, groupName, runnerName } from "./names";
import type { Fleet, KubernetesFleet, MachineFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** What one shard's manager has of any fleet. */
interface PartOfFleet<Kind extends Fleet> {
  /** The fleet's key in the description. */
  readonly key: string;
  /** The fleet's name. */
  readonly fleetName: TextOrExpression;
  /** The fleet's description. */
  readonly fleet: Kind;
  /** The shard, counted from 0. */
  readonly shard: number;
  /** Name of the entry of `[[runners]]`. */
  readonly runnerName: TextOrExpression;
  /** The most jobs of this shard at once. */
  readonly jobs: NumberOrExpression;
  /** This shard's part of a total, such as a policy's `idleCount`. */
  readonly share: (total: NumberOrExpression) => NumberOrExpression;
}

/** What one shard's manager has of a fleet of pods. */
export type KubernetesFleetShard = PartOfFleet<KubernetesFleet>;

/** What one shard's manager has of a fleet with machines. */
export interface MachineFleetShard extends PartOfFleet<MachineFleet> {
  /** Name of the Auto Scaling group. */
  readonly groupName: TextOrExpression;
  /** The most machines of this shard. */
  readonly maxInstances: NumberOrExpression;
  /** Machines of this shard that are always on-demand. */
  readonly onDemandBaseCapacity: NumberOrExpression;
}

/** What one shard's manager has of a fleet. */
export type FleetShard = MachineFleetShard | KubernetesFleetShard;

/** Whether the part is one of a fleet with machines. */
export const isMachineFleetShard = (part: FleetShard): part is MachineFleetShard => "groupName" in part;

/** The part of every fleet that one shard's manager has, in the order of the description. */
export function fleetShards(config: RunnerFleetConfig, shard: number): FleetShard[] {
  const part = (total: NumberOrExpression) => share(total, shard, config.manager.shards);
  return Object.entries(config.fleets).map(([key, fleet]) => {
    const common = {
      key,
      fleetName: fleetName(config, key),
      shard,
      runnerName: runnerName(config, key, shard),
      share: part,
    };
    if (!hasMachines(fleet)) {
      return { ...common, fleet, jobs: part(fleet.limit) };
    }
    const maxInstances = part(fleet.maxInstances);
    return {
      ...common,
      fleet,
      groupName: groupName(config, key, shard),
      maxInstances,
      jobs: product(maxInstances, fleet.capacityPerInstance),
      onDemandBaseCapacity: part(fleet.machines.onDemandBaseCapacity),
    };
  });
}

/** The same of the fleets with machines alone. */
export const machineFleetShards = (config: RunnerFleetConfig, shard: number): MachineFleetShard[] =>
  fleetShards(config, shard).filter(isMachineFleetShard);

/** The shards, counted from 0. */
export function shards(config: RunnerFleetConfig): number[] {
  return Array.from({ length: config.manager.shards }, (_, shard) => shard);
}
