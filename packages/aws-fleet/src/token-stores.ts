import { createHash } from "node:crypto";
import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Tags } from "@runner-fleet/terraform-values";
import { Fn, Token, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { keyOr, type EncryptingService } from "./kms-key";

/** Where a token is. */
export interface TokenReference {
  /** Name of the parameter or secret. */
  readonly name: string;
  /** Its whole ARN. */
  readonly arn: string;
}

/** A token that is written. */
export interface WrittenToken {
  /** Name of the parameter or secret. */
  readonly name: string;
  /** The token: an expression, such as of an ephemeral variable. */
  readonly value: string;
  /** A number that is another one with every new token. */
  readonly revision: number;
  /**
   * ARN of the KMS key.
   *
   * @default - AWS's own key of the store
   */
  readonly kmsKeyArn?: string;
  /**
   * Tags of what is made.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

interface TokenStore {
  /** The store's name in rights to use a key. */
  readonly service: EncryptingService;
  /** What reads one. */
  readonly actions: readonly string[];
  /** The reference of a token that is there already. */
  readonly find: (scope: Construct, id: string, name: string) => TokenReference;
  /** Writes a token by a write-only argument: neither its plan nor its state holds it. */
  readonly write: (
    scope: Construct,
    id: string,
    token: WrittenToken,
  ) => { reference: TokenReference; resource: ITerraformDependable };
}

const description = "Token of a GitLab runner";

// A token goes once the manager that reads it has been told of another one.
const lifecycle = { createBeforeDestroy: true };

/** What can hold tokens. */
export const tokenStores = {
  ssm: {
    service: "ssm",
    actions: ["ssm:GetParameter", "ssm:GetParameters"],
    find: (scope, _id, name) => {
      const { partition, region, accountId } = awsEnvironment(scope);
      return { name, arn: `arn:${partition}:ssm:${region}:${accountId}:parameter${name}` };
    },
    write: (scope, id, { name, value, revision, kmsKeyArn, tags }) => {
      const resource = new SsmParameter(scope, id, {
        name,
        type: "SecureString",
        description,
        // Also where it is AWS's own: the provider keeps a key that it no longer finds in the configuration.
        keyId: keyOr(kmsKeyArn, "alias/aws/ssm"),
        valueWo: value,
        valueWoVersion: parameterVersion(revision, kmsKeyArn),
        tags,
        lifecycle,
      });
      return { reference: { name: resource.name, arn: resource.arn }, resource };
    },
  },
  "secrets-manager": {
    service: "secretsmanager",
    actions: ["secretsmanager:GetSecretValue"],
    // Looked up, because the ARN ends in six characters that only AWS knows. Without them ECS finds a secret, too, unless
    // its name ends like an ARN: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
    find: (scope, id, name) => ({ name, arn: new DataAwsSecretsmanagerSecret(scope, id, { name }).arn }),
    write: (scope, id, { name, value, revision, kmsKeyArn, tags }) => {
      const secret = new SecretsmanagerSecret(scope, id, {
        name,
        description,
        kmsKeyId: kmsKeyArn,
        // Terraform can write it again, but not while one of its name waits to be deleted.
        recoveryWindowInDays: 0,
        tags,
        lifecycle,
      });
      const resource = new SecretsmanagerSecretVersion(scope, `${id}-Version`, {
        secretId: secret.id,
        secretStringWo: value,
        secretStringWoVersion: revision,
        lifecycle,
      });
      return { reference: { name: secret.name, arn: secret.arn }, resource };
    },
  },
} as const satisfies Record<string, TokenStore>;

/**
 * The provider writes a parameter anew when its key changes, but leaves the token out unless the version is another one,
 * too: so another key makes another version. Seven digits of base 16, which every number of a provider can hold.
 */
function parameterVersion(revision: number, kmsKeyArn: string | undefined): number {
  if (kmsKeyArn === undefined) {
    return revision;
  }
  const facts = [keyOr(kmsKeyArn, "none"), Token.isUnresolved(revision) ? Token.asString(revision) : String(revision)];
  return facts.some((fact) => Token.isUnresolved(fact))
    ? Token.asNumber(Fn.parseint(Fn.substr(Fn.sha256(Fn.join("/", facts)), 0, 7), 16))
    : parseInt(createHash("sha256").update(facts.join("/")).digest("hex").slice(0, 7), 16);
}
