import { HclError } from "../document/hcl-error";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../document/terraform-document";
import { type BlockNames, schemaKinds, type SchemaTable } from "./schema-table";

/** Where `terraform providers schema -json` has what, in each provider's part. */
const keys = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
} as const;

/** What to take of a schema, and what to know beside it. */
export interface SchemaSelection {
  /**
   * The only types to take, by kind; providers are all taken.
   *
   * @default - all types
   */
  readonly types?: Readonly<Partial<Record<keyof typeof keys, readonly string[]>>>;
  /**
   * Names of resource types that are lists of objects and are written as blocks all the same (`ingress` of an
   * `aws_security_group`), by type, inner ones behind a dot. Terraform shows them as such; schemas that were made from
   * cdktf's bindings of a provider show blocks.
   *
   * @default - what the schema says
   */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The table that `terraform providers schema -json` gives, run in an initialised folder.
 *
 * @param printed what the command prints, parsed
 * @param selection what to take of it
 * @throws HclError when it is not what the command prints, or a type that is asked for is not in it
 */
export function schemaTable(printed: Json, { types, attributes = {} }: SchemaSelection = {}): SchemaTable {
  const providers = isJsonObject(printed) ? printed.provider_schemas : undefined;
  if (!isJsonObject(providers)) {
    throw new HclError(
      "the schema must be what 'terraform providers schema -json' prints, got no 'provider_schemas'; run 'terraform init' first",
    );
  }
  const of = (kind: keyof typeof keys) => {
    const all: JsonObject = Object.assign({}, ...Object.values(providers).map((each) => object(each)[keys[kind]]));
    const missing = types?.[kind]?.filter((type) => !isJsonObject(all[type])) ?? [];
    if (missing.length > 0) {
      throw new HclError(`the schema must have each ${kind} that is asked for, got no ${missing.join(", ")}`);
    }
    const lists = (type: string) => new Set(kind === "resource" ? attributes[type] : []);
    const wanted = types ? (types[kind] ?? []) : Object.keys(all);
    return table(wanted.map((type) => [type, blockNames(object(all[type]).block, lists(type))]));
  };
  return {
    provider: table(
      Object.entries(providers).map(([address, schema]) => [
        address.replace(/.*\//, ""),
        blockNames(object(object(schema).provider).block, new Set()),
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

function blockNames(block: Json | undefined, lists: ReadonlySet<string>, path = ""): BlockNames {
  const { attributes, block_types: blocks } = object(block);
  const names = Object.entries(object(blocks)).map(([name, type]) => {
    if (object(type).nesting_mode === "map") {
      throw new HclError(
        `the schema must have no block with a label, got '${path}${name}'; none of Terraform's kits for providers makes one`,
      );
    }
    const inner = blockNames(object(type).block, lists, `${path}${name}.`);
    return lists.has(path + name) ? `${name}?` : inner === "" ? name : `${name}(${inner})`;
  });
  const objects = Object.entries(object(attributes))
    .filter(([, attribute]) => isListOfObjects(object(attribute)))
    .map(([name]) => `${name}?`);
  return [...names, ...objects].sort().join(" ");
}

/** Whether Terraform takes blocks for an attribute, too: one that can be set, and is a list or a set of objects. */
function isListOfObjects({ type, optional, required }: JsonObject): boolean {
  const [collection, item] = isJsonList(type) ? type : [];
  return (
    (optional === true || required === true) &&
    (collection === "list" || collection === "set") &&
    isJsonList(item) &&
    item[0] === "object"
  );
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
