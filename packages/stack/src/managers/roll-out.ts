import { shards } from "@runner-fleet/config";
import type { ITerraformDependable } from "cdktf";
import type { MadeManager } from "./made-manager";
import type { ManagersInput } from "./managers-input";

/**
 * Makes the managers of all shards, each with what it waits for of those before it: the one before, or with `all` what
 * is shared.
 *
 * @param make makes one shard's manager, after `previous`
 * @param isShared whether the first manager makes something that the others need
 */
export function rollOut(
  { config }: ManagersInput,
  make: (shard: number, previous: readonly ITerraformDependable[]) => MadeManager,
  isShared = false,
): MadeManager[] {
  return shards(config).reduce<MadeManager[]>((made, shard) => {
    const before = config.manager.rollout === "all" ? (isShared ? made.slice(0, 1) : []) : made.slice(-1);
    return [
      ...made,
      make(
        shard,
        before.map((manager) => manager.rollout),
      ),
    ];
  }, []);
}
