import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { jsonDocument } from "@runner-fleet/config";
import { siblingAttribute } from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Keeps a bucket private: nothing in it is ever public, it has one owner, and requests without TLS are denied. */
export function protectBucket(scope: Construct, bucket: S3Bucket): ITerraformDependable[] {
  const count = bucket.count;
  const id = siblingAttribute(bucket, "id");
  const arn = siblingAttribute(bucket, "arn");
  const publicAccessBlock = new S3BucketPublicAccessBlock(scope, "PublicAccessBlock", {
    count,
    bucket: id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = new S3BucketOwnershipControls(scope, "Ownership", {
    count,
    bucket: id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const policy = new S3BucketPolicy(scope, "TlsOnly", {
    count,
    bucket: id,
    policy: jsonDocument({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
    // S3 refuses two changes of a bucket's access at the same time.
    dependsOn: [publicAccessBlock],
  });
  return [publicAccessBlock, ownership, policy];
}
