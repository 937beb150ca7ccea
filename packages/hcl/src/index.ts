export { HclError } from "./document/hcl-error";
export type { Json, JsonObject, TerraformDocument } from "./document/terraform-document";
export type { Hints } from "./names/hints";
export { defaultSchema } from "./schema/default-schema";
export { type SchemaSelection, schemaTable, schemaTableText } from "./schema/schema-from-terraform";
export { type BlockNames, mergedTables, type SchemaTable } from "./schema/schema-table";
export { type Hcl, toHcl, type ToHclOptions } from "./to-hcl";
