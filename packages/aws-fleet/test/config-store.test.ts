import { TerraformLocal } from "cdktf";
import { ConfigStore, type ConfigObject, type ConfigStoreProps, type StoredConfig } from "../src";
import { planned } from "./planned";
import { allows, resolved, type Call } from "./simulate";
import { counts, only, synthesise, type Synthesised } from "./synthesise";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab";

const config: StoredConfig = { folder: "ci", file: "0123456789abcdef.toml", content: 'log_format = "json"\n' };

/** A store with one object; what `add` says of it is the local `object`. */
const synthesiseStore = (props: Partial<ConfigStoreProps> = {}, given: Partial<StoredConfig> = {}) =>
  synthesise((stack) => {
    const store = new ConfigStore(stack, "Store", { name: "ci", ...props });
    new TerraformLocal(stack, "object", store.add("Config", { ...config, ...given }));
  });

const objectOf = (stack: Synthesised) => stack.locals.object as ConfigObject;

test("there is a bucket with what keeps it private and tidy, and the object", () => {
  expect(counts(synthesiseStore())).toEqual({
    aws_s3_bucket: 1,
    aws_s3_bucket_lifecycle_configuration: 1,
    aws_s3_bucket_ownership_controls: 1,
    aws_s3_bucket_policy: 1,
    aws_s3_bucket_public_access_block: 1,
    aws_s3_bucket_server_side_encryption_configuration: 1,
    aws_s3_bucket_versioning: 1,
    aws_s3_object: 1,
  });
});

test("ids of constructs are what they were", () => {
  expect(synthesiseStore().paths).toEqual([
    "Store/Config",
    "Store/Encryption",
    "Store/Lifecycle",
    "Store/Ownership",
    "Store/PublicAccessBlock",
    "Store/Resource",
    "Store/TlsOnly",
    "Store/Versioning",
  ]);
});

test("nothing in the bucket is ever public, and requests without TLS are denied to everyone", () => {
  const stack = synthesiseStore();
  expect(only(stack, "aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(only(stack, "aws_s3_bucket_ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
  const { Statement: statements } = JSON.parse(only(stack, "aws_s3_bucket_policy").policy as string);
  expect(statements).toEqual([
    expect.objectContaining({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ]);
});

test("what a change replaced is kept for 90 days, and a destroy works all the same", () => {
  const stack = synthesiseStore();
  expect(only(stack, "aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
  expect(only(stack, "aws_s3_bucket_lifecycle_configuration").rule).toEqual([
    {
      id: "expire",
      status: "Enabled",
      filter: [{ prefix: "" }],
      noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
    },
  ]);
  expect(only(stack, "aws_s3_bucket")).toMatchObject({
    force_destroy: true,
    lifecycle: { create_before_destroy: true },
  });
});

test.each([
  ["ci", "ci-config-kms-"],
  ["a-name-of-thirty-two-characters1", "a-name-of-thirty-two-cha-config-kms-"],
  [planned.text("name"), "${substr(var.name, 0, 24)}-config-kms-"],
])("the bucket of %s begins with as much of its name as S3 takes", (name, prefix) => {
  expect(only(synthesiseStore({ name, kmsKeyArn }), "aws_s3_bucket").bucket_prefix).toBe(prefix);
});

describe("encryption", () => {
  const encrypted = (key?: string) => {
    const stack = synthesiseStore({ kmsKeyArn: key });
    const { rule } = only(stack, "aws_s3_bucket_server_side_encryption_configuration");
    return {
      prefix: only(stack, "aws_s3_bucket").bucket_prefix as string,
      rule: rule as unknown,
      key: only(stack, "aws_s3_object").kms_key_id as unknown,
    };
  };

  test("is by keys of S3 where there is no other", () => {
    expect(encrypted()).toEqual({
      prefix: "ci-config-",
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false }],
      key: undefined,
    });
  });

  test("is by the given key, in a bucket of its own, since an object does not let go of one", () => {
    expect(encrypted(kmsKeyArn)).toEqual({
      prefix: "ci-config-kms-",
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: kmsKeyArn },
          bucket_key_enabled: true,
        },
      ],
      key: kmsKeyArn,
    });
  });

  test("follows what Terraform finds", () => {
    expect(encrypted(planned.text("key"))).toEqual({
      prefix: 'ci-config-${(var.key != null) ? "kms-" : ""}',
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: '${(var.key != null) ? "aws:kms" : "AES256"}',
            kms_master_key_id: "${var.key}",
          },
          bucket_key_enabled: "${(var.key != null)}",
        },
      ],
      key: "${var.key}",
    });
  });
});

describe("an object", () => {
  test("is text of which a plan shows every line", () => {
    expect(only(synthesiseStore(), "aws_s3_object")).toMatchObject({
      key: "ci/0123456789abcdef.toml",
      content: 'log_format = "json"\n',
      content_type: "text/plain",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("has no tags, of which S3 allows ten where an account's defaults may be more", () => {
    const object = only(synthesiseStore({ tags: { team: "ci" } }), "aws_s3_object");
    expect(object).not.toHaveProperty("tags");
    expect(object.override_provider).toEqual({ default_tags: { tags: {} } });
  });

  test("is never in a bucket that is not private yet", () => {
    const { depends_on: dependsOn } = only(synthesiseStore(), "aws_s3_object");
    expect(dependsOn.map((address: string) => address.split(".")[0]).sort()).toEqual([
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
    ]);
  });

  test("is where its bucket and key say, so that what uses them waits for it", () => {
    expect(objectOf(synthesiseStore())).toMatchObject({
      bucket: expect.stringMatching(/^\$\{aws_s3_object\.\w+\.bucket\}$/) as unknown,
      key: expect.stringMatching(/^\$\{aws_s3_object\.\w+\.key\}$/) as unknown,
    });
  });
});

describe("a manager", () => {
  const bucket = "arn:aws:s3:::ci-config";
  const via = (service: string) => ({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
  const rights = (props: Partial<ConfigStoreProps> = {}) =>
    resolved(objectOf(synthesiseStore(props)).statements, { "\\$\\{aws_s3_bucket\\.\\w+\\.arn\\}": bucket });
  const withKey = rights({ kmsKeyArn });

  test.each<[string, Call]>([
    ["its configuration", { action: "s3:GetObject", resource: `${bucket}/ci/0123456789abcdef.toml` }],
    ["the one that it had before", { action: "s3:GetObject", resource: `${bucket}/ci/fedcba9876543210.toml` }],
    // S3 asks this of a key that is not there before it says so.
    [
      "that an object is not there",
      { action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": "ci/x.toml" } },
    ],
    ["what the key encrypts in S3", { action: "kms:Decrypt", resource: kmsKeyArn, context: via("s3") }],
  ])("may read %s", async (_what, call) => {
    expect(await allows(withKey, call)).toBe(true);
  });

  test.each<[string, Call]>([
    ["read another manager's", { action: "s3:GetObject", resource: `${bucket}/ci-2/0123456789abcdef.toml` }],
    ["read another bucket", { action: "s3:GetObject", resource: "arn:aws:s3:::other/ci/0123456789abcdef.toml" }],
    ["read what was replaced", { action: "s3:GetObjectVersion", resource: `${bucket}/ci/0123456789abcdef.toml` }],
    ["list what others have", { action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": "ci-2/" } }],
    ["list everything", { action: "s3:ListBucket", resource: bucket }],
    ["write", { action: "s3:PutObject", resource: `${bucket}/ci/0123456789abcdef.toml` }],
    ["remove", { action: "s3:DeleteObject", resource: `${bucket}/ci/0123456789abcdef.toml` }],
    ["say who may read", { action: "s3:PutBucketPolicy", resource: bucket }],
    ["decrypt what is not in S3", { action: "kms:Decrypt", resource: kmsKeyArn, context: via("ssm") }],
    ["decrypt by itself", { action: "kms:Decrypt", resource: kmsKeyArn }],
    ["use another key", { action: "kms:Decrypt", resource: kmsKeyArn.replace(/b$/, "c"), context: via("s3") }],
    ["encrypt", { action: "kms:GenerateDataKey", resource: kmsKeyArn, context: via("s3") }],
  ])("may not %s", async (_what, call) => {
    expect(await allows(withKey, call)).toBe(false);
  });

  test("needs no key where S3 has its own", () => {
    expect(rights()).not.toContain("kms");
  });

  test("may use no key where Terraform finds none: an alias in a policy is none", () => {
    const [, , decrypt] = JSON.parse(
      rights({ kmsKeyArn: planned.text("key") }).replace(/\$\{coalesce.*?\)\}/, "$coalesce"),
    );
    expect(decrypt.Resource).toBe("$coalesce");
    expect(JSON.stringify(objectOf(synthesiseStore({ kmsKeyArn: planned.text("key") })).statements)).toMatch(
      /"\$\{coalesce\(var\.key, \\"arn:\$\{data\.[^"]*:alias\/aws\/s3\\"\)\}"/,
    );
  });
});

test.each<[Partial<ConfigStoreProps>, Partial<StoredConfig>, string]>([
  [
    { name: "CI" },
    {},
    "test/Store: 'name' must be lower-case letters, digits and dashes, got \"CI\"; correct the name",
  ],
  [
    {},
    { folder: "*" },
    "test/Store: 'folder' must be letters, digits, dots, underscores and dashes, got \"*\"; correct the name",
  ],
  [
    {},
    { file: "a/b.toml" },
    "test/Store: 'file' must be letters, digits, dots, underscores and dashes, got \"a/b.toml\"; correct the name",
  ],
])("refuses %j with %j", (props, given, message) => {
  expect(() => synthesiseStore(props, given)).toThrow(message);
});

test("folder and file may be what only Terraform knows", () => {
  const stack = synthesiseStore({}, { folder: planned.text("name"), file: `${planned.text("checksum")}.toml` });
  expect(only(stack, "aws_s3_object").key).toBe("${var.name}/${var.checksum}.toml");
  expect(JSON.stringify(objectOf(stack).statements)).toContain(".arn}/${var.name}/*");
});
