import { jobCapacity } from "../fleets/job-capacity";
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
    "and the manager asking for more. Of pause pods, those above limit hold places that no job ever takes.",
  fix: "lower idleCount, or raise maxInstances",
  severity: "error",
  check: everyPolicy(function* ({ idleCount }, at, fleet, { manager: { shards } }) {
    const { key, words, ...capacity } = jobCapacity(fleet);
    const [idle, units, perUnit] = [idleCount, capacity.units, capacity.perUnit].map(knownValue);
    if (typeof idle !== "number" || typeof units !== "number" || typeof perUnit !== "number") {
      return;
    }
    if (idle > units * perUnit) {
      yield {
        path: at("idleCount"),
        message: `must be at most ${words} (${units * perUnit}), got ${idle}`,
        fix: `lower idleCount, or raise ${key}`,
      };
      return;
    }
    // Machines are shared out whole, so the shares of both totals can differ by more than the totals do.
    const shardOf = (total: number, shard: number) => share(total, shard, shards) as number;
    const short = Array.from({ length: shards }, (_, shard) => shard).find(
      (shard) => shardOf(idle, shard) > shardOf(units, shard) * perUnit,
    );
    if (short !== undefined) {
      const [part, room] = [shardOf(idle, short), shardOf(units, short) * perUnit];
      yield {
        path: at("idleCount"),
        message: `must fit every shard, got ${idle}, of which shard ${short + 1} keeps ${part} and has room for ${room}`,
        fix: `lower idleCount, or make ${key} a multiple of manager.shards`,
      };
    }
  }),
};
