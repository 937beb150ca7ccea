import { ConfigStore, ManagerTokens, type ManagerRole, type TokenReference } from "@runner-fleet/aws-fleet";
import {
  fleetName,
  renderConfigToml,
  restartKeys,
  shardNames,
  tokenKey,
  tokenPath,
  tokenVariable,
} from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { Fn, TerraformLocal, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { PlatformSettings } from "../platform-settings";
import type { ManagersInput } from "./managers-input";
import { tokenValues } from "./token-values";

/** Where a manager finds its config.toml. */
export interface ManagerConfig {
  /** The text, as Terraform evaluates it. */
  readonly configToml: string;
  /** Where it is stored. */
  readonly configObject: { readonly bucket: string; readonly key: string };
}

/** Characters of the checksum that a stored configuration is named after. */
const CHECKSUM_LENGTH = 16;

/** What managers outside Kubernetes have in common: a store of their configuration, and their tokens. */
export class AwsManagerParts {
  /** Where each token is, by the manager's environment variable. */
  readonly tokens: Readonly<Record<string, TokenReference>>;
  /** What whoever reads the tokens must be allowed. */
  readonly tokenStatements: readonly object[];
  /** What must be there before a manager reads its tokens. */
  readonly tokenDependables: readonly ITerraformDependable[];
  /** A number that is another one whenever a token is. */
  readonly tokensRevision: number;

  private readonly store: ConfigStore;

  constructor(
    private readonly scope: Construct,
    private readonly input: ManagersInput,
    settings: PlatformSettings,
  ) {
    const { config, iam } = input;
    const { kmsKeyArn, tokens } = resolveExpressions(settings);
    this.store = new ConfigStore(scope, "ConfigStore", {
      name: resolveExpressions(config.name),
      kmsKeyArn,
      tags: iam.tags,
    });
    const values = tokenValues(scope, input);
    this.tokensRevision = values?.revision ?? tokens.revision;
    const made = new ManagerTokens(scope, "Tokens", {
      store: tokens.store,
      path: resolveExpressions(tokenPath(config)),
      kmsKeyArn: tokens.kmsKeyArn,
      revision: this.tokensRevision,
      tags: iam.tags,
      tokens: Object.fromEntries(
        Object.keys(config.fleets).map((fleet) => [
          fleet,
          {
            variable: resolveExpressions(tokenVariable(fleetName(config, fleet))),
            key: resolveExpressions(tokenKey(config, fleet)),
            value: values?.tokens[fleet],
          },
        ]),
      ),
    });
    this.tokens = made.references;
    this.tokenStatements = made.statements;
    this.tokenDependables = made.dependables;
  }

  /** Stores the configuration of a shard's manager, whose role may then read it. */
  storeConfig(id: string, shard: number, role: ManagerRole): ManagerConfig {
    const { config } = this.input;
    const construct = new Construct(this.scope, id);
    const configToml = new TerraformLocal(construct, "config_toml", renderConfigToml(config, shard).toTerraform())
      .asString;
    const { bucket, key, statements } = this.store.add(id, {
      folder: resolveExpressions(shardNames(config, shard)).manager,
      file: `${restartChecksum(construct, this.input, shard)}.toml`,
      content: configToml,
    });
    role.addPolicy("ConfigPolicy", statements);
    return { configToml, configObject: { bucket, key } };
  }
}

/** A change of what a running manager does not read again is another object, which it never sees. */
function restartChecksum(scope: Construct, { config }: ManagersInput, shard: number): string {
  const keys = restartKeys(config, shard);
  return keys.isLiteral
    ? keys.sha256().slice(0, CHECKSUM_LENGTH)
    : Fn.substr(Fn.sha256(new TerraformLocal(scope, "restart_keys", keys.toTerraform()).asString), 0, CHECKSUM_LENGTH);
}
