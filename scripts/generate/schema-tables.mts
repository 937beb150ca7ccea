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
   * The executors of fleets that have the key.
   *
   * @default - all that have the table
   */
  readonly executors?: readonly string[];
  /**
   * Path of the table that the key's value is or holds.
   *
   * @default - the value holds none
   */
  readonly tablePath?: string;
}

/** Tables that are read before the others of the same table, which follow as the schema has them. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  "fleets.<name>": ["machines", "docker", "policies", "autoscaler", "instance", "kubernetes", "jobs"],
  "fleets.<name>.machines": ["image", "rootVolume", "instanceRequirements"],
};

/** Every table of a JSON Schema, each before the tables in it. */
export function schemaTables(schema: JsonSchema, path = "", description = ""): SchemaTable[] {
  if (schema.oneOf) {
    return mergedTables(schema.oneOf, path, description);
  }
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

/** The tables of a fleet: one of each path, in which a key says what executors have it unless all do. */
function mergedTables(forms: readonly JsonSchema[], path: string, description: string): SchemaTable[] {
  const tables = forms.flatMap((form) => {
    const executor = String(form.properties?.executor?.const);
    return schemaTables(form, path, description).map((table) => ({ executor, table }));
  });
  return [...new Set(tables.map(({ table }) => table.path))].map((of) => {
    const same = tables.filter(({ table }) => table.path === of);
    const keys = same.flatMap(({ executor, table }) => table.keys.map((key) => ({ executor, key })));
    const names = [...new Set(keys.map(({ key }) => key.name))];
    return {
      ...(same[0] as (typeof same)[number]).table,
      keys: names.map((name) => mergedKey(name, keys, same.length)),
    };
  });
}

function mergedKey(
  name: string,
  keys: readonly { readonly executor: string; readonly key: SchemaKey }[],
  tables: number,
): SchemaKey {
  const same = keys.filter(({ key }) => key.name === name);
  const [{ key: first }] = same as [(typeof same)[number]];
  const constants = same.map(({ key }) => key.schema.const);
  return {
    ...first,
    schema: constants.includes(undefined) ? first.schema : { ...first.schema, const: undefined, enum: constants },
    executors: same.length < tables ? same.map(({ executor }) => executor) : undefined,
  };
}

/** The table that a value is, or that a list, a map or one of several forms of the value holds. */
function innerTable(schema: JsonSchema, path: string): { schema: JsonSchema; path: string } | undefined {
  if (schema.properties || schema.oneOf) {
    return { schema, path };
  }
  const inner = [
    ...(schema.anyOf ?? []).map((branch) => innerTable(branch, path)),
    schema.items && innerTable(schema.items, `${path}[]`),
    typeof schema.additionalProperties === "object" && innerTable(schema.additionalProperties, `${path}.<name>`),
  ];
  return inner.find((found) => typeof found === "object");
}
