import { cacheSchema } from "./cache";
import { cacheServerSchema } from "./cache-server";
import { kubernetesPatterns } from "./kubernetes-pattern";
import { anyArn } from "./machines";
import { section } from "./section";
import { integer, onlyExpression, text } from "./value";

/** The cache of all fleets: what GitLab Runner is told of it, and the bucket that is made for it. */
export const sharedCacheSchema = section({
  ...cacheSchema.shape,
  /**
   * Whether there is a cache, where only Terraform knows it. It must know it when it plans.
   *
   * @default - there is one
   */
  presentWhen: onlyExpression("flag", "must be an expression; for no cache leave the table out"),
  /**
   * Name of an existing Secret, in the manager's namespace, whose keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`
   * reach `s3.serverAddress`. They are in the manager's environment, never in config.toml.
   *
   * @default - none; the manager reaches the bucket by its AWS role
   */
  credentialsSecretName: text({
    ...kubernetesPatterns.subdomain,
    expected: "a name of a Kubernetes Secret",
  }).optional(),
  /**
   * A number to raise with new keys in that Secret: the manager then drains and restarts.
   *
   * @default 1
   */
  credentialsRevision: integer({ min: 1 }).default(1),
  /**
   * A server that is made in the cluster, with a bucket and keys of its own; `{}` is enough.
   *
   * @default - none; the cache is in S3
   */
  inCluster: cacheServerSchema.optional(),
  /**
   * Days, 1 to 365, after which an object of the deployment's own bucket is removed. GitLab Runner itself removes none.
   *
   * @default 30
   */
  expirationDays: integer({ min: 1, max: 365 }).default(30),
  /**
   * ARN of the KMS key that encrypts the deployment's own bucket.
   *
   * @default - S3's own encryption
   */
  kmsKeyArn: anyArn().optional(),
});
