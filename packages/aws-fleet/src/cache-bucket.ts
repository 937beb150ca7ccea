import { jsonDocument } from "@runner-fleet/config";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { attributeOf, countOf, type Presence, siblingAttribute } from "@runner-fleet/terraform-values";
import { Lazy, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { cacheStatements } from "./cache-statements";
import { checkName } from "./check-names";
import type { IamSettings } from "./iam-settings";
import type { ManagerRole } from "./manager-role";
import { namePrefix } from "./name-prefix";
import { protectBucket } from "./protect-bucket";

/** A cache of jobs in S3. */
export interface CacheBucketProps extends IamSettings {
  /** Name of the deployment, with which the names of bucket and role begin; at most 32 characters. */
  readonly name: string;
  /**
   * Name of the bucket, 3 to 63 characters, unique in all of AWS.
   *
   * @default - `name`, the region and the account's id
   */
  readonly bucketName?: string;
  /**
   * Days after its upload for which an archive is kept, from 1. GitLab Runner itself never deletes one.
   *
   * @default 30
   */
  readonly expirationDays?: number;
  /**
   * ARN of the KMS key that encrypts the archives; the key's policy must let IAM policies of this account decide. Say
   * the same in `cache.s3.serverSideEncryption` and `serverSideEncryptionKeyId`, so that the rights that jobs get hold
   * the key as well.
   *
   * @default - keys that S3 keeps
   */
  readonly kmsKeyArn?: string;
  /**
   * Whether there is a cache.
   *
   * @default true
   */
  readonly presence?: Presence;
}

/**
 * A bucket for `cache:` of jobs, and the role by which jobs reach it.
 *
 * The manager assumes the role for each job, limited to the one archive that the job may read or write; no key exists
 * and machines need no role of their own. Everything in the bucket can be made again: it has no versions, and is removed
 * with its contents.
 */
export class CacheBucket extends Construct {
  /** Name of the bucket, `BucketName`; null where Terraform finds that there is no cache. */
  readonly bucketName: string;

  /** Region of the bucket: `BucketLocation`. */
  readonly bucketLocation: string;

  /** ARN of the role that managers assume for jobs, `RoleARN`; null where Terraform finds that there is no cache. */
  readonly roleArn: string;

  private readonly managers: string[] = [];
  private readonly presence: Presence;
  private readonly role: IamRole;

  /** What makes up the bucket and the rights to it: a manager that drains needs all of it. */
  private readonly parts: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: CacheBucketProps) {
    super(scope, id);
    const { region, accountId } = awsEnvironment(this);
    const { name, kmsKeyArn, tags, expirationDays = 30, presence = true } = props;
    this.presence = presence;
    const count = countOf(presence);
    // A manager uses bucket and role until it has drained.
    const lifecycle = { createBeforeDestroy: true };

    const bucketName = props.bucketName ?? `${name}-${region}-${accountId}`;
    checkName(this.node.path, "bucketName", bucketName, "bucketName");
    if (!Token.isUnresolved(expirationDays) && expirationDays < 1) {
      throw new Error(`${this.node.path}: 'expirationDays' must be at least 1, got ${expirationDays}`);
    }

    const bucket = new S3Bucket(this, "Resource", {
      count,
      bucket: bucketName,
      forceDestroy: true,
      tags,
      lifecycle,
    });
    this.bucketName = attributeOf(bucket, "bucket");
    this.bucketLocation = region;
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      count,
      bucket: siblingAttribute(bucket, "id"),
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: kmsKeyArn === undefined ? "AES256" : "aws:kms",
            kmsMasterKeyId: kmsKeyArn,
          },
          bucketKeyEnabled: kmsKeyArn !== undefined,
        },
      ],
    });
    const expiry = new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      count,
      bucket: siblingAttribute(bucket, "id"),
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: expirationDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });

    const role = new IamRole(this, "Role", {
      count,
      namePrefix: namePrefix(`${name}-cache`),
      path: props.iamPath,
      permissionsBoundary: props.permissionsBoundaryArn,
      description: "Transfers caches of GitLab CI jobs",
      assumeRolePolicy: Lazy.stringValue({ produce: () => this.trustDocument() }),
      tags,
      lifecycle,
    });
    const rights = new IamRolePolicy(this, "RolePolicy", {
      count,
      role: siblingAttribute(role, "name"),
      policy: jsonDocument({
        Version: "2012-10-17",
        Statement: [
          ...cacheStatements(siblingAttribute(bucket, "arn")),
          ...(kmsKeyArn === undefined
            ? []
            : [{ Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: kmsKeyArn }]),
        ],
      }),
      lifecycle,
    });
    this.role = role;
    this.roleArn = attributeOf(role, "arn");
    this.parts = [...protectBucket(this, bucket), encryption, expiry, rights];

    this.node.addValidation({
      validate: () =>
        this.managers.length > 0 ? [] : [`${this.node.path}: no manager may use the cache; call grantManager()`],
    });
  }

  /** Lets a manager hand out rights to single archives of the cache. */
  grantManager(role: ManagerRole): void {
    this.managers.push(role.arn);
    role.grantAssume(siblingAttribute(this.role, "arn"), "CachePolicy", this.parts, this.presence);
  }

  private trustDocument(): string {
    return jsonDocument({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: this.managers }, Action: ["sts:AssumeRole", "sts:TagSession"] }],
    });
  }
}
