import type * as z from "zod";
import { literalForms, tableNames, tomlKeys, type TomlKey } from "./value";

/** What the key of the model is in config.toml, or `undefined` for a key that is none. */
export function tomlKeyOf(
  name: string,
  schema: z.ZodType,
): (Required<Pick<TomlKey, "type" | "key">> & TomlKey) | undefined {
  const found = tomlKeys.get(schema) ?? tomlKeys.get(unwrap(schema));
  return found && { ...found, key: found.key ?? snakeCase(name) };
}

/** What a table of the model, or an array of tables, is called in config.toml. */
export const tableKeyOf = (name: string, schema: z.ZodType): string =>
  tableNames.get(unwrap(schema))?.key ?? snakeCase(name);

/** The schema under `.optional()`, `.default()` and the like, of a list or a map the literal one. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType ?? literalForms.get(schema);
  return inner ? unwrap(inner) : schema;
}

/** `shmSize` as config.toml writes it, `shm_size`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
