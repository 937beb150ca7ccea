import { cacheStatements, type ManagerRole } from "@runner-fleet/aws-fleet";
import type { Presence } from "@runner-fleet/terraform-values";

/** A bucket for caches that was made elsewhere. */
export interface ExistingCache {
  /**
   * Name of the bucket.
   *
   * @default - there is no such bucket
   */
  readonly bucketName?: string;
  /**
   * ARN of the role for uploads in several parts, which must trust the manager's role.
   *
   * @default - the manager signs addresses with its own rights, for uploads of at most 5 GB
   */
  readonly roleArn?: string;
  /**
   * Whether there is a cache.
   *
   * @default true
   */
  readonly presence?: Presence;
}

/**
 * Lets a manager use a bucket that was made elsewhere. With a role GitLab Runner does nothing in the bucket itself: it
 * assumes the role and hands the job short credentials. Source: the runner's `shells/abstract.go` and `cache/s3v2`.
 */
export function grantExistingCache(
  role: ManagerRole,
  partition: string,
  { bucketName, roleArn, presence }: ExistingCache,
): void {
  if (roleArn !== undefined) {
    role.grantAssume(roleArn, "CachePolicy", [], presence);
    return;
  }
  role.addPolicy("CachePolicy", cacheStatements(`arn:${partition}:s3:::${bucketName}`), [], presence);
}
