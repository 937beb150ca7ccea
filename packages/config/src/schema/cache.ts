import { patterns } from "./pattern";
import { section } from "./section";
import { choice, flag, integer, text } from "./value";

/** `[runners.cache.s3]`: the bucket. The manager reaches it by its own role, never by keys in config.toml. */
export const cacheS3Schema = section({
  /**
   * Name of the bucket.
   *
   * @default - the bucket that is made for the deployment
   */
  bucketName: text({
    key: "BucketName",
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    expected: "the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and dashes",
  }).optional(),
  /**
   * Region of the bucket.
   *
   * @default - the region of the deployment
   */
  bucketLocation: text({
    key: "BucketLocation",
    pattern: /^[a-z0-9-]+$/,
    expected: 'a region, such as "eu-west-1"',
  }).optional(),
  /**
   * Host name, and port if it is not the usual one, of an S3-compatible server.
   *
   * @default - Amazon S3
   */
  serverAddress: text({ key: "ServerAddress", ...patterns.hostMaybePort }).optional(),
  /**
   * Whether `serverAddress` is spoken to by http, without encryption.
   *
   * @default - false
   */
  insecure: flag({ key: "Insecure" }).optional(),
  /**
   * How objects are encrypted: `S3` by keys of S3, `KMS` by a KMS key, `DSSE-KMS` twice.
   *
   * @default - as the bucket's own setting says
   */
  serverSideEncryption: choice(["S3", "KMS", "DSSE-KMS"], { key: "ServerSideEncryption" }).optional(),
  /**
   * ARN of the KMS key, for `KMS` and `DSSE-KMS`. An alias or an id does not do: the ARN is also what the manager's
   * permissions on the key are limited to.
   *
   * @default - the KMS key that AWS keeps for S3
   */
  serverSideEncryptionKeyId: text({
    key: "ServerSideEncryptionKeyID",
    pattern: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    expected: "the ARN of a KMS key, not of an alias",
  }).optional(),
  /**
   * Whether S3 is reached by its dual-stack (IPv4 and IPv6) address. Turn it off for S3 Express and for an interface
   * endpoint with private DNS, which answers for the IPv4 address alone. Without effect with `serverAddress`.
   *
   * @default - true
   * @since GitLab Runner 17.5
   */
  dualStack: flag({ key: "DualStack", since: "17.5" }).optional(),
  /**
   * Whether the bucket's name is put into the path of an address instead of its host name.
   *
   * @default - as `serverAddress` needs it
   * @since GitLab Runner 17.5
   */
  pathStyle: flag({ key: "PathStyle", since: "17.5" }).optional(),
  /**
   * Whether S3 Transfer Acceleration is used.
   *
   * @default - false
   * @since GitLab Runner 17.5
   */
  accelerate: flag({ key: "Accelerate", since: "17.5" }).optional(),
  /**
   * ARN of a role that the manager assumes for each job, limited to the job's own part of the bucket. Jobs transfer in
   * several parts with it; without it they get a signed address, which takes at most 5 GB.
   *
   * @default - the role that is made with the deployment's bucket; none for a bucket of your own
   * @since GitLab Runner 17.8
   */
  roleArn: text({
    key: "RoleARN",
    since: "17.8",
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    expected: "the ARN of an IAM role",
  }).optional(),
  /**
   * Requests for `roleArn` that may run at once; -1 for no limit.
   *
   * @default - 5
   * @since GitLab Runner 18.11
   */
  assumeRoleMaxConcurrency: integer({ min: -1, key: "AssumeRoleMaxConcurrency", since: "18.11" }).optional(),
  /**
   * Whether the role is assumed again for every transfer of a job.
   *
   * @default - false, its credentials are kept in memory while they last
   * @since GitLab Runner 18.11
   */
  disableAssumeRoleCredentialsCaching: flag({
    key: "DisableAssumeRoleCredentialsCaching",
    since: "18.11",
  }).optional(),
});

/** `[runners.cache]`: the cache in S3 of `cache:` in a job. */
export const cacheSchema = section({
  /**
   * What the names of objects in the bucket begin with, without a slash at either end.
   *
   * @default - nothing
   */
  path: text({
    key: "Path",
    pattern: /^(?!.*(^|\/)\.{0,2}(\/|$))[\w!.*'()/-]+$/,
    expected: 'a prefix without "." or ".." and without a slash at either end, such as "team-a/cache"',
  }).optional(),
  /**
   * Whether fleets find each other's caches. When false, each fleet has its own, which its shards share, since they
   * share its token; with a new token the fleet begins a new one. Share it only between fleets of one architecture
   * whose jobs are equally trusted.
   *
   * @default false
   */
  shared: flag({ key: "Shared" }).default(false),
  /**
   * The largest archive, in bytes, that a job may upload; 0 for no limit. The helper in the job's machine enforces it:
   * it guards against accidents, not against malice.
   *
   * @default - 0
   */
  maxUploadedArchiveSize: integer({ key: "MaxUploadedArchiveSize" }).optional(),
  /**
   * The bucket and how it is reached.
   *
   * @default - the bucket that is made for the deployment
   */
  s3: cacheS3Schema.prefault({}),
});
