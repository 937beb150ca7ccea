import { HclError } from "../document/hcl-error";
import { isJsonObject, type Json, type JsonObject } from "../document/terraform-document";
import { type BlockNames, schemaKinds, type SchemaTable } from "./schema-table";

/** Where `terraform providers schema -json` has what, in each provider's part. */
const keys = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
} as const;

/**
 * The table that `terraform providers schema -json` gives, run in an initialised folder.
 *
 * @param printed what the command prints, parsed
 * @param types the only types to take, by kind; providers are all taken
 * @throws HclError when it is not what the command prints, or a type that is asked for is not in it
 */
export function schemaTable(
  printed: Json,
  types?: Readonly<Partial<Record<keyof typeof keys, readonly string[]>>>,
): SchemaTable {
  const providers = isJsonObject(printed) ? printed.provider_schemas : undefined;
  if (!isJsonObject(providers)) {
    throw new HclError(
      "the schema must be what 'terraform providers schema -json' prints, got no 'provider_schemas'; run 'terraform init' first",
    );
  }
  const of = (kind: keyof typeof keys) => {
    const all = Object.assign(
      {},
      ...Object.values(providers).map((provider) => object(provider)[keys[kind]]),
    ) as JsonObject;
    const missing = types?.[kind]?.filter((type) => !isJsonObject(all[type])) ?? [];
    if (missing.length > 0) {
      throw new HclError(`the schema must have each ${kind} that is asked for, got no ${missing.join(", ")}`);
    }
    const wanted = types ? (types[kind] ?? []) : Object.keys(all);
    return table(wanted.map((type) => [type, blockNames(object(all[type]).block)]));
  };
  return {
    provider: table(
      Object.entries(providers).map(([address, schema]) => [
        address.replace(/.*\//, ""),
        blockNames(object(object(schema).provider).block),
      ]),
    ),
    resource: of("resource"),
    data: of("data"),
    ephemeral: of("ephemeral"),
  };
}

/** A table as text that two runs write the same: a line a type, in order. */
export function schemaTableText(schema: SchemaTable): string {
  return `${JSON.stringify(Object.fromEntries(schemaKinds.map((kind) => [kind, schema[kind]])), undefined, 2)}\n`;
}

function table(entries: readonly (readonly [string, BlockNames])[]): Readonly<Record<string, BlockNames>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function blockNames(block: Json | undefined): BlockNames {
  return Object.entries(object(object(block).block_types))
    .map(([name, type]) => {
      if (object(type).nesting_mode === "map") {
        throw new HclError(
          `the schema must have no block with a label, got '${name}'; none of Terraform's kits for providers makes one`,
        );
      }
      const inner = blockNames(object(type).block);
      return inner === "" ? name : `${name}(${inner})`;
    })
    .sort()
    .join(" ");
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
