import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const LARGEST_UPLOAD = 5 * 1024 ** 3;

/** Caches above 5 GiB are uploaded in parts. */
export const cacheAboveSingleUpload: Rule = {
  id: "cache-above-single-upload",
  title: "Caches above 5 GiB are uploaded in parts",
  why:
    "Without a role the job's helper uploads a cache in one request, and S3 takes no more than 5 GiB in one. A larger cache " +
    "is put together, sent, refused and lost, at the end of every job that makes it.",
  fix: "set cache.s3.roleArn, or maxUploadedArchiveSize to 5368709120 at most",
  severity: "warning",
  *check({ cache }) {
    const largest = knownValue(cache?.maxUploadedArchiveSize);
    if (
      cache &&
      cache.s3.roleArn === undefined &&
      cache.s3.bucketName !== undefined &&
      (largest ?? 0) > LARGEST_UPLOAD
    ) {
      yield {
        path: ["cache", "maxUploadedArchiveSize"],
        message: `should be at most ${LARGEST_UPLOAD} without s3.roleArn, got ${largest}`,
      };
    }
  },
};
