import { machineFleetShards, numbered, shards, type RunnerFleetConfig } from "@runner-fleet/config";

/** Constructs of the fleets' parts that come or go with a manager, because the number of managers is another. */
export function fleetsOfManagers(before: RunnerFleetConfig, after: RunnerFleetConfig): string[] {
  const beyond = (config: RunnerFleetConfig, other: RunnerFleetConfig) =>
    shards(config)
      .filter((shard) => shard >= other.manager.shards)
      .flatMap((shard) =>
        machineFleetShards(config, shard).map(({ key }) => `Runners/${numbered(`Fleet-${key}`, shard)}`),
      );
  return [...beyond(before, after), ...beyond(after, before)];
}
