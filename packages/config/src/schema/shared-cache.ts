import { cacheSchema } from "./cache";
import { anyArn } from "./machines";
import { section } from "./section";
import { integer, onlyExpression } from "./value";

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
   * Days after which an object of the deployment's own bucket is removed, from 1. GitLab Runner itself removes none.
   *
   * @default 30
   */
  expirationDays: integer({ min: 1 }).default(30),
  /**
   * ARN of the KMS key that encrypts the deployment's own bucket.
   *
   * @default - S3's own encryption
   */
  kmsKeyArn: anyArn().optional(),
});
