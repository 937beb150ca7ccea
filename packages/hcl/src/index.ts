export { type Content, readStack, type Stack } from "./command/read-stack";
export { writeFolder, writtenNames } from "./command/write-folder";
export { HclError } from "./document/hcl-error";
export type { Json, JsonObject, TerraformDocument } from "./document/terraform-document";
export type { ModuleInput } from "./module/module-inputs";
export type { ModuleOutput } from "./module/module-outputs";
export { moduleTables, type ModuleTables } from "./module/module-tables";
export {
  type Module,
  type ModuleRequirements,
  type ProviderRequirement,
  toModule,
  type ToModuleOptions,
} from "./module/to-module";
export { type MoveTable, moveTable, moveTableFile, type MoveTableOptions } from "./moves/move-table";
export { type MovedInto, movedInto, type MovedIntoOptions } from "./moves/moved-into";
export type { Hints } from "./names/hints";
export { defaultSchema } from "./schema/default-schema";
export { type SchemaSelection, schemaTable, schemaTableText } from "./schema/schema-from-terraform";
export { type BlockNames, mergedTables, type SchemaTable } from "./schema/schema-table";
export { type Hcl, toHcl, type ToHclOptions } from "./to-hcl";
