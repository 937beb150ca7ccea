import type { JsonSchema } from "./json-schema.mts";

/** A table of the description. */
export interface SchemaTable {
  /** Where it is, such as `fleets.<name>.policies[]`; empty for the top level. */
  readonly path: string;
  readonly description: string;
  readonly keys: readonly SchemaKey[];
}

/** A key of a table. */
export interface SchemaKey {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  /**
   * Path of the table that the key's value is or holds.
   *
   * @default - the value holds none
   */
  readonly tablePath?: string;
}

/** Tables that are read before the others of the same table, which follow as the schema has them. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  "fleets.<name>": ["machines", "docker", "policies", "autoscaler"],
  "fleets.<name>.machines": ["image", "rootVolume", "instanceRequirements"],
};

/** Every table of a JSON Schema, each before the tables in it. */
export function schemaTables(schema: JsonSchema, path = "", description = ""): SchemaTable[] {
  const children = Object.entries(schema.properties ?? {}).map(([name, child]) => ({
    key: {
      name,
      schema: child,
      isRequired: (schema.required as readonly string[] | undefined)?.includes(name) ?? false,
    },
    table: innerTable(child, path === "" ? name : `${path}.${name}`),
  }));
  const rank = (name: string) => {
    const index = FIRST[path]?.indexOf(name) ?? -1;
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  };
  return [
    { path, description, keys: children.map(({ key, table }) => ({ ...key, tablePath: table?.path })) },
    ...children
      .toSorted((one, other) => rank(one.key.name) - rank(other.key.name))
      .flatMap(({ key, table }) => (table ? schemaTables(table.schema, table.path, key.schema.description) : [])),
  ];
}

/** The table that a value is, or that a list, a map or one of several forms of the value holds. */
function innerTable(schema: JsonSchema, path: string): { schema: JsonSchema; path: string } | undefined {
  if (schema.properties) {
    return { schema, path };
  }
  const inner = [
    ...(schema.anyOf ?? []).map((branch) => innerTable(branch, path)),
    schema.items && innerTable(schema.items, `${path}[]`),
    typeof schema.additionalProperties === "object" && innerTable(schema.additionalProperties, `${path}.<name>`),
  ];
  return inner.find((found) => typeof found === "object");
}
