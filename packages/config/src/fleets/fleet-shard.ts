import { product, share, type NumberOrExpression, type TextOrExpression } from "../values/expression";
import { fleetName, groupName } from "./names";
import type { Fleet, RunnerFleetConfig } from "../schema/runner-fleet-config";

/** What one shard's manager has of a fleet. */
export interface FleetShard {
  /** The fleet's key in the description. */
  readonly key: string;
  /** The fleet's name. */
  readonly fleetName: TextOrExpression;
  /** The fleet's description. */
  readonly fleet: Fleet;
  /** The shard, counted from 0. */
  readonly shard: number;
  /** Name of the Auto Scaling group. */
  readonly groupName: TextOrExpression;
  /** The most machines of this shard. */
  readonly maxInstances: NumberOrExpression;
  /** The most jobs of this shard at once. */
  readonly jobs: NumberOrExpression;
  /** Machines of this shard that are always on-demand. */
  readonly onDemandBaseCapacity: NumberOrExpression;
  /** This shard's part of a total, such as a policy's `idleCount`. */
  readonly share: (total: NumberOrExpression) => NumberOrExpression;
}

/** The part of every fleet that one shard's manager has, in the order of the description. */
export function fleetShards(config: RunnerFleetConfig, shard: number): FleetShard[] {
  const part = (total: NumberOrExpression) => share(total, shard, config.manager.shards);
  return Object.entries(config.fleets).map(([key, fleet]) => {
    const maxInstances = part(fleet.maxInstances);
    return {
      key,
      fleetName: fleetName(config, key),
      fleet,
      shard,
      groupName: groupName(config, key, shard),
      maxInstances,
      jobs: product(maxInstances, fleet.capacityPerInstance),
      onDemandBaseCapacity: part(fleet.machines.onDemandBaseCapacity),
      share: part,
    };
  });
}

/** The shards, counted from 0. */
export function shards(config: RunnerFleetConfig): number[] {
  return Array.from({ length: config.manager.shards }, (_, shard) => shard);
}
