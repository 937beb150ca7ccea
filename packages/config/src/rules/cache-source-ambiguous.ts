import type { Rule } from "../rule/rule";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

type Cache = NonNullable<RunnerFleetConfig["cache"]>;

/** What a cache reached by keys in a Secret must have. */
const OF_SERVER = ["serverAddress", "bucketName"] as const;

/** A cache is in one place, and is reached in one way. */
export const cacheSourceAmbiguous: Rule = {
  id: "cache-source-ambiguous",
  title: "A cache is in one place, and is reached in one way",
  why:
    "The cache is the deployment's own bucket or one of yours, reached by a role, or a server that is reached by keys in a " +
    "Secret, or one that is made in the cluster. Of two of them at once one would be ignored.",
  fix:
    "keep one: s3 with roles, credentialsSecretName with s3.serverAddress and s3.bucketName, or inCluster, which needs nothing " +
    "else",
  severity: "error",
  *check({ cache }) {
    if (cache?.inCluster !== undefined) {
      const given = Object.entries(cache.s3).filter(([key, value]) => key !== "extra" && value !== undefined);
      const places = [...given.map(([key]) => ["s3", key]), ...ofOwnBucket(cache), ...ofSecret(cache)];
      yield* places.map((at) => ({ path: ["cache", ...at], message: "must not be given with inCluster" }));
    } else if (cache?.credentialsSecretName !== undefined) {
      const missing = OF_SERVER.filter((key) => cache.s3[key] === undefined);
      yield* missing.map((key) => ({
        path: ["cache", "s3", key],
        message: "must be given with credentialsSecretName, got nothing",
      }));
      const roles = cache.s3.roleArn === undefined ? [] : [["s3", "roleArn"]];
      yield* [...roles, ...ofOwnBucket(cache)].map((at) => ({
        path: ["cache", ...at],
        message: "must not be given with credentialsSecretName",
      }));
    }
  },
};

const ofOwnBucket = ({ kmsKeyArn }: Cache) => (kmsKeyArn === undefined ? [] : [["kmsKeyArn"]]);

const ofSecret = ({ credentialsSecretName }: Cache) =>
  credentialsSecretName === undefined ? [] : [["credentialsSecretName"]];
