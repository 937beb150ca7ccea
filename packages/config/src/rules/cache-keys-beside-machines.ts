import { fleetsOf, hasMachines } from "../fleets/fleet-kinds";
import type { Rule } from "../rule/rule";

/** Keys of a cache are not in the environment of a manager with machines. */
export const cacheKeysBesideMachines: Rule = {
  id: "cache-keys-beside-machines",
  title: "Keys of a cache are not in the environment of a manager with machines",
  why:
    "The manager finds the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and so does the plugin that starts its " +
    "machines: it would ask EC2 with the keys of the cache, be refused, and no machine would ever start.",
  fix: "describe the fleets with pods as a deployment of their own, with this cache, or keep the cache in S3, reached by a role",
  severity: "error",
  *check(config) {
    const [machines] = fleetsOf(config, hasMachines);
    for (const key of ["credentialsSecretName", "inCluster"] as const) {
      if (machines && config.cache?.[key] !== undefined) {
        yield {
          path: ["cache", key],
          message: `must not be given where a fleet has machines, got fleets.${machines[0]}`,
        };
      }
    }
  },
};
