import type { Tags } from "@runner-fleet/terraform-values";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkName } from "./check-names";
import { decryptStatements } from "./kms-key";
import { tokenStores, type TokenReference } from "./token-stores";

/** The token of one fleet's runner. */
export interface ManagerToken {
  /** The environment variable of the manager that config.toml names. */
  readonly variable: string;
  /** What the name of the parameter or secret ends with, after the path. */
  readonly key: string;
  /**
   * The token, as an expression: of an ephemeral variable, or of the runner that was made in GitLab. Never a literal,
   * which would be in the files that are synthesised.
   *
   * @default - the parameter or secret is there already
   */
  readonly value?: string;
  /**
   * A number that is another one with every new token, where it is not the same for all: that of a runner that was made
   * in GitLab is its `id`.
   *
   * @default - `revision` of all tokens
   */
  readonly revision?: number;
}

/** Where the tokens of managers outside Kubernetes are. */
export interface ManagerTokensProps {
  /**
   * What holds the tokens: a SecureString parameter of Systems Manager each, or a secret of Secrets Manager each, which is
   * the token alone and no JSON.
   */
  readonly store: keyof typeof tokenStores;
  /**
   * What the names of the parameters or secrets begin with, with a slash at both ends. For parameters that are written it
   * can't begin with `/aws` or `/ssm`.
   */
  readonly path: string;
  /** The tokens by fleet. */
  readonly tokens: Readonly<Record<string, ManagerToken>>;
  /**
   * ARN of the KMS key that encrypts the tokens; the key's policy must let IAM policies of this account decide. To take a
   * key away from secrets that are written, change `path` as well: the provider does not take it away.
   *
   * @default - AWS's own key of the store
   */
  readonly kmsKeyArn?: string;
  /**
   * A number to raise with every new token, from 1: Terraform cannot compare what it does not keep.
   *
   * @default 1
   */
  readonly revision?: number;
  /**
   * Tags of what is made.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/**
 * The tokens of managers outside Kubernetes, which read them when they start.
 *
 * What is there already is left alone: parameters are named, secrets are looked up by their name, which a plan then fails
 * without. What has a value is written by a write-only argument, so that neither the plan nor the state of what is made
 * here holds a token.
 */
export class ManagerTokens extends Construct {
  /** Where each token is, by the manager's environment variable. */
  readonly references: Readonly<Record<string, TokenReference>>;

  /**
   * What a role must be allowed to read these tokens and no other: that of an EC2 instance, or for `secrets` of an ECS
   * task its execution role.
   */
  readonly statements: readonly object[];

  /** What must be there before the manager starts; empty where the tokens are there already. */
  readonly dependables: readonly ITerraformDependable[];

  /** @throws Error when a name is none that the store takes, or `revision` is below 1 */
  constructor(scope: Construct, id: string, props: ManagerTokensProps) {
    super(scope, id);
    const { store, path, tokens, kmsKeyArn, revision = 1, tags } = props;
    this.check(props);
    const { service, actions, find, write } = tokenStores[store];
    const dependables: ITerraformDependable[] = [];
    this.references = Object.fromEntries(
      Object.entries(tokens).map(([fleet, { variable, key, value, revision: ownRevision = revision }]) => {
        const name = `${path}${key}`;
        if (value === undefined) {
          return [variable, find(this, fleet, name)];
        }
        const { reference, resource } = write(this, fleet, { name, value, revision: ownRevision, kmsKeyArn, tags });
        dependables.push(resource);
        return [variable, reference];
      }),
    );
    this.dependables = dependables;
    this.statements = [
      { Effect: "Allow", Action: actions, Resource: Object.values(this.references).map(({ arn }) => arn) },
      ...decryptStatements(this, kmsKeyArn, service),
    ];
  }

  private check({ store, path, tokens, revision = 1 }: ManagerTokensProps): void {
    const all = Object.values(tokens);
    checkName(this.node.path, "path", path, "tokenPath");
    if (store === "ssm" && all.some(({ value }) => value !== undefined)) {
      checkName(this.node.path, "path", path, "writableParameterPath");
    }
    for (const { key } of all) {
      checkName(this.node.path, "key", key, "tokenKey");
    }
    if (!Token.isUnresolved(revision) && revision < 1) {
      throw new Error(`${this.node.path}: 'revision' must be at least 1, got ${revision}`);
    }
    const twice = all.map(({ variable }) => variable).find((variable, index, list) => list.indexOf(variable) !== index);
    if (twice !== undefined) {
      throw new Error(
        `${this.node.path}: 'tokens' must each have an environment variable of its own, got ${twice} twice; rename a fleet`,
      );
    }
    const literal = Object.entries(tokens).find(([, { value }]) => value !== undefined && !Token.isUnresolved(value));
    if (literal) {
      throw new Error(
        `${this.node.path}: 'value' must be an expression, got a literal for ${literal[0]}; declare an ephemeral variable, so that no file holds the token`,
      );
    }
  }
}
