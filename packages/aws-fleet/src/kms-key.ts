import { Fn, Op, ref, Token } from "cdktf";
import type { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";

/** The services of AWS that keep something encrypted for a manager. */
export type EncryptingService = "s3" | "secretsmanager" | "ssm";

/**
 * One of two texts, by whether there is a key of the user's. A key that Terraform alone knows may be null, which it finds
 * out; both texts are such as need no escape.
 */
export function byKey(kmsKeyArn: string | undefined, withKey: string, without: string): string {
  if (kmsKeyArn === undefined) {
    return without;
  }
  return Token.isUnresolved(kmsKeyArn)
    ? Token.asString(Fn.conditional(Op.neq(kmsKeyArn, ref("null")), withKey, without))
    : withKey;
}

/** The key, or what stands for none. */
export function keyOr(kmsKeyArn: string | undefined, none: string): string {
  if (kmsKeyArn === undefined) {
    return none;
  }
  return Token.isUnresolved(kmsKeyArn) ? Fn.coalesce([kmsKeyArn, none]) : kmsKeyArn;
}

/**
 * The right to decrypt with a key of the user's, for one service alone; the key's policy must let IAM policies of the
 * account decide. AWS's own keys need no right.
 */
export function decryptStatements(
  scope: Construct,
  kmsKeyArn: string | undefined,
  service: EncryptingService,
): object[] {
  if (kmsKeyArn === undefined) {
    return [];
  }
  const { partition, region, accountId } = awsEnvironment(scope);
  return [
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      // An alias in a policy is no key: where Terraform finds none, the statement allows nothing.
      Resource: keyOr(kmsKeyArn, `arn:${partition}:kms:${region}:${accountId}:alias/aws/${service}`),
      // What follows the region is the partition's, and it is AWS that says it.
      Condition: { StringLike: { "kms:ViaService": `${service}.${region}.*` } },
    },
  ];
}
