import { Expression } from "../../src/values/expression";
import { cacheSchema } from "../../src/schema/cache";
import { refusals } from "../refusals";

const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-0000-1111-2222-333344445555";
const roleArn = "arn:aws-us-gov:iam::123456789012:role/ci/cache";

describe("[runners.cache]", () => {
  test("is each runner's own, in the deployment's bucket", () => {
    expect(cacheSchema.parse({})).toEqual({ shared: false, s3: {} });
  });

  test.each<[object]>([
    [{ path: "team-a/cache" }],
    [{ path: "a" }],
    [{ path: "v1.2/.hidden" }],
    [{ shared: true }],
    [{ maxUploadedArchiveSize: 0 }],
    [{ maxUploadedArchiveSize: 5_368_709_120 }],
    [{ s3: { bucketName: "ci-cache.example" } }],
    [{ s3: { bucketName: Expression.text("aws_s3_bucket.cache.bucket") } }],
    [{ s3: { bucketLocation: "us-gov-west-1" } }],
    [{ s3: { serverAddress: "s3.example.com" } }],
    [{ s3: { serverAddress: "minio.ci.svc:9000", insecure: true, pathStyle: true } }],
    [{ s3: { serverSideEncryption: "DSSE-KMS", serverSideEncryptionKeyId: keyArn } }],
    [{ s3: { dualStack: false, accelerate: true } }],
    [{ s3: { roleArn, assumeRoleMaxConcurrency: -1, disableAssumeRoleCredentialsCaching: true } }],
  ])("takes %j", (input) => {
    expect(cacheSchema.parse(input)).toMatchObject(input);
  });

  test.each<[object, string]>([
    [{ path: "/cache" }, "path: must be a prefix"],
    [{ path: "cache/" }, "path: must be a prefix"],
    [{ path: "a//b" }, "path: must be a prefix"],
    [{ path: "a/../b" }, "path: must be a prefix"],
    [{ path: ".." }, "path: must be a prefix"],
    [{ path: "a b" }, "path: must be a prefix"],
    [{ shared: "yes" }, 'shared: must be true or false, got "yes"'],
    [{ maxUploadedArchiveSize: -1 }, "maxUploadedArchiveSize: must be at least 0, got -1"],
    [{ s3: { bucketName: "CI-Cache" } }, "s3.bucketName: must be the name of an S3 bucket"],
    [{ s3: { bucketName: "ab" } }, "s3.bucketName: must be the name of an S3 bucket"],
    [{ s3: { bucketName: "a".repeat(64) } }, "s3.bucketName: must be the name of an S3 bucket"],
    [{ s3: { bucketName: "cache-" } }, "s3.bucketName: must be the name of an S3 bucket"],
    [{ s3: { bucketLocation: "EU (Ireland)" } }, "s3.bucketLocation: must be a region"],
    [
      { s3: { serverAddress: "https://s3.example.com" } },
      "s3.serverAddress: must be a host name with an optional port",
    ],
    [{ s3: { serverAddress: "s3:0" } }, "s3.serverAddress: must be a host name with an optional port"],
    [{ s3: { insecure: "no" } }, "s3.insecure: must be true or false"],
    [{ s3: { serverSideEncryption: "AES256" } }, "s3.serverSideEncryption: must be one of S3, KMS, DSSE-KMS"],
    [{ s3: { serverSideEncryptionKeyId: "alias/ci" } }, "s3.serverSideEncryptionKeyId: must be the ARN of a KMS key"],
    [
      { s3: { serverSideEncryptionKeyId: keyArn.replace("key/", "alias/") } },
      "s3.serverSideEncryptionKeyId: must be the ARN of a KMS key",
    ],
    [{ s3: { roleArn: "arn:aws:iam::123456789012:user/ci" } }, "s3.roleArn: must be the ARN of an IAM role"],
    [{ s3: { assumeRoleMaxConcurrency: -2 } }, "s3.assumeRoleMaxConcurrency: must be at least -1, got -2"],
    [{ s3: { dualStack: null } }, "s3.dualStack: must be true or false"],
    [{ s3: { accessKey: "x" } }, "s3.accessKey: "],
  ])("refuses %j", (input, message) => {
    expect(refusals(cacheSchema, input)).toEqual([expect.stringContaining(message)]);
  });
});
