import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of the cache. */
export const cacheRefusals: readonly Refusal[] = [
  {
    name: "a cache that is switched on",
    input: descriptionWith({ cache: { presentWhen: true } }),
    says: [
      "cache.presentWhen: must be an expression; for no cache leave the table out, got true; correct the value [schema-format]",
    ],
  },
  {
    name: "a cache type",
    input: descriptionWith({ cache: { type: "s3" } }),
    says: [
      "cache.type: is not a key of the description; remove it: it is derived from the cache, which is in S3 [schema-unknown-key]",
    ],
  },
  {
    name: "Google's cache",
    input: descriptionWith({ cache: { gcs: {} } }),
    says: [
      "cache.gcs: is not a key of the description; Google's storage; machines on AWS keep their cache in S3 [schema-unknown-key]",
    ],
  },
  {
    name: "an access key",
    input: descriptionWith({ cache: { s3: { accessKey: "AKIAIOSFODNN7EXAMPLE" } } }),
    says: [
      "cache.s3.accessKey: is not a key of the description; revoke it, since it has been written down; holds a secret; the manager reaches the bucket by its AWS role, and another S3-compatible server by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment [schema-unknown-key]",
    ],
  },
  {
    name: "a secret key by its name in config.toml",
    input: descriptionWith({ cache: { s3: { SecretKey: "x" } } }),
    says: [
      "cache.s3.SecretKey: is not a key of the description; holds a secret; the manager reaches the bucket by its AWS role, and another S3-compatible server by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment [schema-unknown-key]",
    ],
  },
  {
    name: "a bucket with capital letters",
    input: descriptionWith({ cache: { s3: { bucketName: "CI" } } }),
    says: [
      'cache.s3.bucketName: must be the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and dashes, got "CI"; correct the value [schema-format]',
    ],
  },
  {
    name: "a server with a scheme",
    input: descriptionWith({ cache: { s3: { serverAddress: "https://s3.example.com" } } }),
    says: [
      'cache.s3.serverAddress: must be a host name with an optional port and without a scheme, such as "s3.example.com:9000", got "https://s3.example.com"; correct the value [schema-format]',
    ],
  },
  {
    name: "a path with a slash at its end",
    input: descriptionWith({ cache: { path: "ci/" } }),
    says: [
      'cache.path: must be a prefix without "." or ".." and without a slash at either end, such as "team-a/cache", got "ci/"; correct the value [schema-format]',
    ],
  },
  {
    name: "a path that leaves the bucket",
    input: descriptionWith({ cache: { path: "../x" } }),
    says: [
      'cache.path: must be a prefix without "." or ".." and without a slash at either end, such as "team-a/cache", got "../x"; correct the value [schema-format]',
    ],
  },
  {
    name: "an encryption that is none",
    input: descriptionWith({ cache: { s3: { serverSideEncryption: "AES256" } } }),
    says: [
      'cache.s3.serverSideEncryption: must be one of S3, KMS, DSSE-KMS, got "AES256"; write one of them [schema-choice]',
    ],
  },
  {
    name: "an alias in place of a key",
    input: descriptionWith({ cache: { s3: { serverSideEncryptionKeyId: "alias/ci" } } }),
    says: [
      'cache.s3.serverSideEncryptionKeyId: must be the ARN of a KMS key, not of an alias, got "alias/ci"; correct the value [schema-format]',
      'cache.s3.serverSideEncryptionKeyId: must come with a serverSideEncryption of KMS or DSSE-KMS, got none; set serverSideEncryption to "KMS" or "DSSE-KMS", or remove the key [cache-key-without-kms]',
    ],
  },
  {
    name: "a role that is a name",
    input: descriptionWith({ cache: { s3: { roleArn: "cache" } } }),
    says: ['cache.s3.roleArn: must be the ARN of an IAM role, got "cache"; correct the value [schema-format]'],
  },
  {
    name: "shared as a text",
    input: descriptionWith({ cache: { shared: "true" } }),
    says: ['cache.shared: must be true or false, got "true"; write true or false [schema-type]'],
  },
  {
    name: "expiration after 0 days",
    input: descriptionWith({ cache: { expirationDays: 0 } }),
    says: ["cache.expirationDays: must be at least 1, got 0; choose a value of at least 1 [schema-range]"],
  },
];
