import { shards } from "../fleets/fleet-shard";
import { runnerName } from "../fleets/names";
import type { Rule } from "../rule/rule";

/** Every fleet of every shard has a name of its own. */
export const namesNotUnique: Rule = {
  id: "names-not-unique",
  title: "Every fleet of every shard has a name of its own",
  why:
    "The second shard of fleet `linux` and the first of a fleet `linux-2` are both named `…-linux-2`. Two managers on one " +
    "Auto Scaling group remove each other's machines with the jobs on them.",
  fix: "rename the fleet, so that its name does not end in the number of another fleet's shard",
  severity: "error",
  *check(config) {
    const owners = new Map<string, string>();
    for (const fleet of Object.keys(config.fleets)) {
      for (const shard of shards(config)) {
        const name = runnerName(config, fleet, shard);
        if (typeof name !== "string") {
          continue;
        }
        const owner = owners.get(name);
        if (owner !== undefined) {
          yield {
            path: ["fleets", fleet],
            message: `shard ${shard + 1} must not be named as ${owner}, got ${JSON.stringify(name)}`,
          };
        }
        owners.set(name, owner ?? `shard ${shard + 1} of fleet ${fleet}`);
      }
    }
  },
};
