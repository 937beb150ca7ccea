import { everyPolicy } from "../rule/every-fleet";
import { share } from "../values/expression";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A policy keeps no more idle capacity than the fleet has. */
export const idleCountAboveCapacity: Rule = {
  id: "idle-count-above-capacity",
  title: "A policy keeps no more idle capacity than the fleet has",
  why:
    "idleCount is counted in jobs. A target that the fleet can't reach keeps all of its machines running all the time, " +
    "and the manager asking for more.",
  fix: "lower idleCount, or raise maxInstances",
  severity: "error",
  check: everyPolicy(function* ({ idleCount }, at, fleet, { manager: { shards } }) {
    const [idle, maxInstances, capacity] = [idleCount, fleet.maxInstances, fleet.capacityPerInstance].map(knownValue);
    if (typeof idle !== "number" || typeof maxInstances !== "number" || typeof capacity !== "number") {
      return;
    }
    if (idle > maxInstances * capacity) {
      yield {
        path: at("idleCount"),
        message: `must be at most maxInstances × capacityPerInstance (${maxInstances * capacity}), got ${idle}`,
      };
      return;
    }
    // Machines are shared out whole, so the shares of both totals can differ by more than the totals do.
    const shardOf = (total: number, shard: number) => share(total, shard, shards) as number;
    const short = Array.from({ length: shards }, (_, shard) => shard).find(
      (shard) => shardOf(idle, shard) > shardOf(maxInstances, shard) * capacity,
    );
    if (short !== undefined) {
      const [part, room] = [shardOf(idle, short), shardOf(maxInstances, short) * capacity];
      yield {
        path: at("idleCount"),
        message: `must fit every shard, got ${idle}, of which shard ${short + 1} keeps ${part} and has room for ${room}`,
        fix: "lower idleCount, or make maxInstances a multiple of manager.shards",
      };
    }
  }),
};
