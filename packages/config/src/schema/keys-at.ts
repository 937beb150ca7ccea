import type { z } from "zod";
import { unwrap } from "./toml-key";

/** The schema of the table or value at a path, or `undefined` where the model has none. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((current, segment) => {
    const { def } = current ? unwrap(current) : {};
    const { shape, valueType, element } = (def ?? {}) as {
      shape?: Record<PropertyKey, z.ZodType>;
      valueType?: z.ZodType;
      element?: z.ZodType;
    };
    return shape?.[segment] ?? valueType ?? element;
  }, schema);
}

/** The keys that a table may have at a path. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  const { shape } = (found ? unwrap(found).def : {}) as { shape?: object };
  return Object.keys(shape ?? {});
}
