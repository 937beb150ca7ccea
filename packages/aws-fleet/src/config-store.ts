import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import type { Tags } from "@runner-fleet/terraform-values";
import { Fn, Op, ref, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkName } from "./check-names";
import { byKey, decryptStatements } from "./kms-key";
import { protectBucket } from "./protect-bucket";

/** The store of the managers' configuration. */
export interface ConfigStoreProps {
  /** Name of the deployment, lower-case letters, digits and dashes, with which the name of the bucket begins. */
  readonly name: string;
  /**
   * ARN of the KMS key that encrypts the configuration; the key's policy must let IAM policies of this account decide. A
   * bucket without a key is another bucket than one with a key, so to give one or take it away restarts the managers.
   *
   * @default - keys that S3 keeps
   */
  readonly kmsKeyArn?: string;
  /**
   * Tags of the bucket. S3 allows an object ten tags and an account's default may have more, so objects have none.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** A manager's configuration. */
export interface StoredConfig {
  /** Folder of the manager, whose objects it may read: its name. */
  readonly folder: string;
  /** Name of the object in the folder. Another name is another object, beside the old one until the manager has left it. */
  readonly file: string;
  /** The configuration as text. Terraform writes it, and does not see what others write in its place. */
  readonly content: string;
}

/** Where a manager finds its configuration. */
export interface ConfigObject {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
  /** What the manager's role must be allowed to read it. */
  readonly statements: readonly object[];
}

/** A prefix of a bucket's name has 37 characters at most: 63 without the end that the provider gives it. */
const LONGEST = 24;

/**
 * A private bucket with config.toml of managers outside Kubernetes, which fetch it when they start and again while they
 * run.
 *
 * No secret is in it: a token in config.toml is the name of an environment variable, which a manager fills from where
 * tokens are kept. Everything in it is written by Terraform and can be written again, so it is removed with its contents;
 * what a change replaced is kept for 90 days, for who asks what a manager was told.
 */
export class ConfigStore extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;

  private readonly bucket: S3Bucket;
  private readonly kmsKeyArn?: string;

  /** What must be there before an object is, and outlives it. */
  private readonly parts: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ConfigStoreProps) {
    super(scope, id);
    const { name, kmsKeyArn, tags } = props;
    checkName(this.node.path, "name", name, "deploymentName");
    this.kmsKeyArn = kmsKeyArn;
    const start = Token.isUnresolved(name) ? Fn.substr(name, 0, LONGEST) : name.slice(0, LONGEST);
    this.bucket = new S3Bucket(this, "Resource", {
      // Other than that of an object, the key of a bucket can't be taken away in place: an object keeps its last one.
      bucketPrefix: `${start}-config-${byKey(kmsKeyArn, "kms-", "")}`,
      forceDestroy: true,
      tags,
      // Managers read the old one until they have been told of the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    this.bucketName = this.bucket.bucket;
    const bucket = this.bucket.id;
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: byKey(kmsKeyArn, "aws:kms", "AES256"),
            kmsMasterKeyId: kmsKeyArn,
          },
          bucketKeyEnabled: Token.isUnresolved(kmsKeyArn) ? Op.neq(kmsKeyArn, ref("null")) : kmsKeyArn !== undefined,
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, "Versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const expiry = new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
      // A rule about versions holds only where there are some.
      dependsOn: [versioning],
    });
    this.parts = [...protectBucket(this, this.bucket), encryption, versioning, expiry];
  }

  /**
   * Stores a manager's configuration.
   *
   * @param id id of the object, unique in the store
   * @throws Error when `folder` or `file` is no plain name
   */
  add(id: string, { folder, file, content }: StoredConfig): ConfigObject {
    checkName(this.node.path, "folder", folder, "objectName");
    checkName(this.node.path, "file", file, "objectName");
    const object = new S3Object(this, id, {
      bucket: this.bucket.bucket,
      key: `${folder}/${file}`,
      content,
      // A plan then shows what changes, line by line.
      contentType: "text/plain",
      kmsKeyId: this.kmsKeyArn,
      overrideProvider: { defaultTags: { tags: {} } },
      dependsOn: [...this.parts],
      lifecycle: { createBeforeDestroy: true },
    });
    return { bucket: object.bucket, key: object.key, statements: this.statements(folder) };
  }

  /**
   * What a manager needs to read its folder. Not one object: the rights of a manager then stay what they are when its
   * configuration gets another name, and one that drains can still read its own.
   */
  private statements(folder: string): object[] {
    const { arn } = this.bucket;
    return [
      { Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/${folder}/*` },
      // Without it S3 says of an object that is not there that it is forbidden.
      {
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: arn,
        Condition: { StringLike: { "s3:prefix": `${folder}/*` } },
      },
      ...decryptStatements(this, this.kmsKeyArn, "s3"),
    ];
  }
}
