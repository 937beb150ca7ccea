import { formatGiven } from "../findings/finding";
import { tokenKey } from "../fleets/names";
import type { Rule } from "../rule/rule";

/** Every fleet has a runner token of its own. */
export const tokenKeyShared: Rule = {
  id: "token-key-shared",
  title: "Every fleet has a runner token of its own",
  why:
    "GitLab Runner tells the autoscalers of one manager apart by their tokens. Two fleets with one token get one autoscaler: " +
    "the first one's group takes the jobs of both, and the other never starts a machine.",
  fix: "create a runner in GitLab for each fleet, and give each fleet a tokenKey of its own",
  severity: "error",
  *check(config) {
    const owners = new Map<string, string>();
    for (const fleet of Object.keys(config.fleets)) {
      const key = String(tokenKey(config, fleet));
      const owner = owners.get(key);
      if (owner !== undefined) {
        yield {
          path: ["fleets", fleet, "tokenKey"],
          message: `must not be that of fleet ${owner}, got ${formatGiven(key)}`,
        };
      }
      owners.set(key, owner ?? fleet);
    }
  },
};
