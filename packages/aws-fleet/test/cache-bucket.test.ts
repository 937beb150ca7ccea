import { runSimulation } from "@cloud-copilot/iam-simulate";
import { TerraformLocal } from "cdktf";
import { CacheBucket, ManagerRole, type CacheBucketProps } from "../src";
import { planned } from "./planned";
import { counts, only, synthesise } from "./synthesise";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const manager = { cluster: "platform", namespace: "ci", serviceAccount: "ci", fleets: [] };

const synthesiseCache = (props: Partial<CacheBucketProps> = {}) =>
  synthesise((stack) => {
    const cache = new CacheBucket(stack, "Cache", { name: "ci", ...props });
    cache.grantManager(new ManagerRole(stack, "One", { ...manager, name: "ci" }));
    cache.grantManager(new ManagerRole(stack, "Two", { ...manager, name: "ci-2", serviceAccount: "ci-2" }));
  });

test("a cache is a bucket that is closed to all but its role", () => {
  expect(counts(synthesiseCache())).toEqual({
    aws_eks_pod_identity_association: 2,
    aws_iam_role: 3,
    aws_iam_role_policy: 3,
    aws_s3_bucket: 1,
    aws_s3_bucket_lifecycle_configuration: 1,
    aws_s3_bucket_ownership_controls: 1,
    aws_s3_bucket_policy: 1,
    aws_s3_bucket_public_access_block: 1,
    aws_s3_bucket_server_side_encryption_configuration: 1,
  });
});

test("ids of constructs are what they were: another id is an empty cache", () => {
  expect(synthesiseCache().paths.filter((path) => path.startsWith("Cache"))).toEqual([
    "Cache/Encryption",
    "Cache/Lifecycle",
    "Cache/Ownership",
    "Cache/PublicAccessBlock",
    "Cache/Resource",
    "Cache/Role",
    "Cache/RolePolicy",
    "Cache/TlsOnly",
  ]);
});

describe("a cache of which Terraform decides", () => {
  const stack = synthesiseCache({ presence: planned.flag("cache"), kmsKeyArn });
  const parts = Object.entries(stack.resources).flatMap(([type, all]) =>
    Object.entries(all)
      .filter(([id]) => /^Cache_|_CachePolicy_/.test(id))
      .map(([id, block]) => ({ address: `${type}.${id}`, block })),
  );

  test("is there with all that belongs to it, the managers' rights among it, or with nothing of it", () => {
    expect(parts).toHaveLength(10);
    expect(parts.map(({ address, block }) => [address, block.count])).toEqual(
      parts.map(({ address }) => [address, "${var.cache ? 1 : 0}"]),
    );
  });

  test("leaves the managers as they are", () => {
    const counted = Object.values(stack.resources)
      .flatMap((all) => Object.values(all))
      .filter(({ count }) => count !== undefined);
    expect(counted).toHaveLength(parts.length);
  });

  test("names its bucket and its role where they are", () => {
    const text = JSON.stringify(parts.map(({ block }) => block));
    const references = text.match(/aws_(s3_bucket|iam_role)\.Cache_[^}]*/g) ?? [];
    expect(references.length).toBeGreaterThan(8);
    expect(references.filter((reference) => !/\[0\]\.(id|arn|name)$/.test(reference))).toEqual([]);
  });

  test("gives null for its bucket and its role where it is not there", () => {
    const { locals } = synthesise((scope) => {
      const cache = new CacheBucket(scope, "Cache", { name: "ci", presence: planned.flag("cache") });
      cache.grantManager(new ManagerRole(scope, "One", { ...manager, name: "ci" }));
      new TerraformLocal(scope, "bucket", cache.bucketName);
      new TerraformLocal(scope, "role", cache.roleArn);
    });
    expect(locals).toEqual({
      bucket: expect.stringMatching(/^\$\{one\(aws_s3_bucket\.Cache_\w+\[\*\]\.bucket\)\}$/),
      role: expect.stringMatching(/^\$\{one\(aws_iam_role\.Cache_Role_\w+\[\*\]\.arn\)\}$/),
    });
  });
});

test("the bucket's name is known when Terraform plans, and is unique by region and account", () => {
  expect(only(synthesiseCache(), "aws_s3_bucket").bucket).toBe(
    "ci-${data.aws_region.AwsEnvironmentRegion.region}-${data.aws_caller_identity.AwsEnvironmentAccount.account_id}",
  );
  expect(only(synthesiseCache({ bucketName: "my-cache" }), "aws_s3_bucket").bucket).toBe("my-cache");
});

test("the bucket goes with its contents, after what uses it", () => {
  expect(only(synthesiseCache(), "aws_s3_bucket")).toMatchObject({
    force_destroy: true,
    lifecycle: { create_before_destroy: true },
  });
});

test("nothing in the bucket is ever public", () => {
  expect(only(synthesiseCache(), "aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(only(synthesiseCache(), "aws_s3_bucket_ownership_controls").rule).toEqual({
    object_ownership: "BucketOwnerEnforced",
  });
});

test("archives expire, and uploads that were given up go after a day", () => {
  const rule = (props: Partial<CacheBucketProps>) =>
    only(synthesiseCache(props), "aws_s3_bucket_lifecycle_configuration").rule;
  expect(rule({})).toEqual([
    {
      id: "expire",
      status: "Enabled",
      filter: [{ prefix: "" }],
      expiration: [{ days: 30 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
    },
  ]);
  expect(rule({ expirationDays: 7 })[0].expiration).toEqual([{ days: 7 }]);
});

test.each([
  [undefined, { sse_algorithm: "AES256" }, false],
  [kmsKeyArn, { sse_algorithm: "aws:kms", kms_master_key_id: kmsKeyArn }, true],
])("with the key %s it is encrypted accordingly", (key, encryption, bucketKey) => {
  expect(only(synthesiseCache({ kmsKeyArn: key }), "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
    { apply_server_side_encryption_by_default: encryption, bucket_key_enabled: bucketKey },
  ]);
});

test("the role trusts the managers that were granted, and no one else", () => {
  const roles = Object.entries(synthesiseCache().resources.aws_iam_role!);
  const { Statement: statements } = JSON.parse(
    roles.find(([id]) => id.startsWith("Cache_"))![1].assume_role_policy as string,
  );
  expect(statements).toEqual([
    {
      Effect: "Allow",
      Principal: {
        AWS: [
          expect.stringMatching(/^\$\{aws_iam_role\.One_\w+\.arn\}$/),
          expect.stringMatching(/^\$\{aws_iam_role\.Two_\w+\.arn\}$/),
        ],
      },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ]);
});

test("bucket and rights outlive what a draining manager may still do with them", () => {
  const ofManager = Object.entries(synthesiseCache().resources.aws_iam_role_policy!).find(([id]) =>
    id.startsWith("One_"),
  )!;
  expect(ofManager[1].depends_on.map((address: string) => address.split(".")[0]).sort()).toEqual([
    "aws_iam_role_policy",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
  ]);
});

test("a manager may take the role and reaches the bucket in no other way", () => {
  const policies = Object.entries(synthesiseCache().resources.aws_iam_role_policy!);
  const ofManager = policies.filter(([id]) => id.startsWith("One_"));
  expect(ofManager).toHaveLength(1);
  expect(JSON.parse(ofManager[0]![1].policy as string).Statement).toEqual([
    {
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Resource: expect.stringMatching(/^\$\{aws_iam_role\.Cache_Role_\w+\.arn\}$/),
    },
  ]);
});

describe("the role", () => {
  const stack = synthesiseCache({ kmsKeyArn });
  const policy = JSON.parse(
    Object.entries(stack.resources.aws_iam_role_policy!)
      .find(([id]) => id.startsWith("Cache_"))![1]
      .policy.replace(/\$\{aws_s3_bucket\.\w+\.arn\}/g, "arn:aws:s3:::cache"),
  ) as unknown;

  test.each([
    ["s3:GetObject", "arn:aws:s3:::cache/project/1/key", "Allowed"],
    ["s3:PutObject", "arn:aws:s3:::cache/project/1/key", "Allowed"],
    ["s3:ListBucket", "arn:aws:s3:::cache", "Allowed"],
    ["kms:GenerateDataKey", kmsKeyArn, "Allowed"],
    ["kms:Decrypt", kmsKeyArn, "Allowed"],
    ["s3:DeleteObject", "arn:aws:s3:::cache/project/1/key", "ImplicitlyDenied"],
    ["s3:GetObject", "arn:aws:s3:::other/project/1/key", "ImplicitlyDenied"],
    ["s3:PutBucketPolicy", "arn:aws:s3:::cache", "ImplicitlyDenied"],
    ["kms:Decrypt", kmsKeyArn.replace(/b$/, "c"), "ImplicitlyDenied"],
    ["kms:CreateGrant", kmsKeyArn, "ImplicitlyDenied"],
  ])("%s on %s: %s", async (action, resource, expected) => {
    const result = await runSimulation(
      {
        request: {
          principal: "arn:aws:iam::123456789012:role/cache",
          action,
          resource: { resource, accountId: "123456789012" },
          contextVariables: {},
        },
        identityPolicies: [{ name: "cache", policy }],
        resourcePolicy: /^kms/.test(action) ? accountDecides : undefined,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    expect(result.resultType === "error" ? result.errors : result.overallResult).toBe(expected);
  });

  /** The statement of a key's policy by which IAM policies of the account decide. */
  const accountDecides = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" },
    ],
  };
});

test("requests without TLS are denied to everyone", () => {
  const { Statement: statements } = JSON.parse(only(synthesiseCache(), "aws_s3_bucket_policy").policy as string);
  expect(statements).toEqual([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [expect.stringMatching(/\.arn\}$/), expect.stringMatching(/\.arn\}\/\*$/)],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test.each([
  [{ expirationDays: 0 }, "test/Cache: 'expirationDays' must be at least 1, got 0"],
  [
    { bucketName: "My_Cache" },
    "test/Cache: 'bucketName' must be 3 to 63 lower-case letters, digits, dots and dashes, got \"My_Cache\"",
  ],
])("refuses %j", (props, message) => {
  expect(() => synthesiseCache(props)).toThrow(message);
});

test("a cache that no manager may use is refused", () => {
  expect(() => synthesise((stack) => void new CacheBucket(stack, "Cache", { name: "ci" }))).toThrow(
    "test/Cache: no manager may use the cache; call grantManager()",
  );
});
