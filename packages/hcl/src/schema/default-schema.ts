import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SchemaTable } from "./schema-table";

let table: SchemaTable | undefined;

/**
 * The types that this package knows: those of the aws, gitlab, helm and kubernetes providers that stand beside runners,
 * at the versions in `schemas/types.json`. Other types, and other versions whose blocks differ, need a table of their
 * own (`schemaTable`).
 */
export function defaultSchema(): SchemaTable {
  return (table ??= JSON.parse(readFileSync(join(__dirname, "../../schemas/providers.json"), "utf8")) as SchemaTable);
}
