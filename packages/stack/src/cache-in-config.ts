import type { RunnerFleetConfig } from "@runner-fleet/config";
import type { Construct } from "constructs";
import { expressionOf } from "./token-expressions";

/** What a cache's bucket is known by. */
export interface CacheLocation {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Region of the bucket. */
  readonly bucketLocation: string;
  /** ARN of the role that the manager assumes for uploads in several parts. */
  readonly roleArn: string;
}

/** The description with the bucket that was made for its cache; what the user wrote of it stays. */
export function withCacheLocation(
  scope: Construct,
  config: RunnerFleetConfig,
  { bucketName, bucketLocation, roleArn }: CacheLocation,
): RunnerFleetConfig {
  const { cache } = config;
  const kmsKeyArn = cache?.kmsKeyArn;
  return {
    ...config,
    cache: cache && {
      ...cache,
      s3: {
        ...cache.s3,
        // Said to the runner too: the session in which a job uploads else lacks the rights to the key.
        serverSideEncryption: cache.s3.serverSideEncryption ?? (kmsKeyArn === undefined ? undefined : "KMS"),
        serverSideEncryptionKeyId: cache.s3.serverSideEncryptionKeyId ?? kmsKeyArn,
        bucketName: expressionOf(scope, "cacheBucketName", "text", bucketName),
        bucketLocation: expressionOf(scope, "cacheBucketLocation", "text", bucketLocation),
        roleArn: cache.s3.roleArn ?? expressionOf(scope, "cacheRoleArn", "text", roleArn),
      },
    },
  };
}
