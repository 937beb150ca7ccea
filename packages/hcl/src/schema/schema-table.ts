/**
 * Which names inside a block are blocks, in a line: the blocks by name, those inside a block in brackets behind it, and
 * a `?` behind an argument of objects that Terraform takes as blocks, too.
 * `"ebs_block_device ingress? launch_template(override)"`; `""` when everything is an argument.
 */
export type BlockNames = string;

/**
 * What decides between block and argument, for each type that is known: the provider's schema says, and a value does
 * not show it. `schemaTable` makes one from what `terraform providers schema -json` prints.
 */
export interface SchemaTable {
  /** Providers' configuration, by the last part of the provider's address: `aws`. */
  readonly provider: Readonly<Record<string, BlockNames>>;
  /** Managed resources, by type. */
  readonly resource: Readonly<Record<string, BlockNames>>;
  /** Data sources, by type. */
  readonly data: Readonly<Record<string, BlockNames>>;
  /** Ephemeral resources, by type. */
  readonly ephemeral: Readonly<Record<string, BlockNames>>;
}

/** The kinds of a table, which are also the names of the blocks that have a provider's schema. */
export const schemaKinds = ["provider", "resource", "data", "ephemeral"] as const;

/** What Terraform's own provider has. */
export const builtIn: SchemaTable = {
  provider: { terraform: "" },
  resource: { terraform_data: "" },
  data: { terraform_remote_state: "" },
  ephemeral: {},
};

/** Tables as one; what a later one says of a type holds. */
export function mergedTables(...tables: readonly SchemaTable[]): SchemaTable {
  const merged = (kind: (typeof schemaKinds)[number]) => Object.assign({}, ...tables.map((table) => table[kind]));
  return {
    provider: merged("provider"),
    resource: merged("resource"),
    data: merged("data"),
    ephemeral: merged("ephemeral"),
  };
}
