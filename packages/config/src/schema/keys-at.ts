import * as z from "zod";
import { unwrap } from "./toml-key";

type Table = Readonly<Record<PropertyKey, unknown>> | undefined;

/**
 * The schema of the table or value at a path, or `undefined` where the model has none. Of what has several forms, such
 * as a fleet, it is the form of the value there; without a value the first form that has the key.
 */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[], value?: unknown): z.ZodType | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    return formOf(schema, value);
  }
  const { def } = unwrap(formOf(schema, value, segment));
  const { shape, valueType, element } = def as {
    shape?: Record<PropertyKey, z.ZodType>;
    valueType?: z.ZodType;
    element?: z.ZodType;
  };
  const child = shape?.[segment] ?? valueType ?? element;
  return child && schemaAt(child, rest, (value as Table)?.[segment]);
}

/** The keys that a table may have at a path; without a value, those of all forms that it may have. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[], value?: unknown): string[] {
  const found = schemaAt(schema, path, value);
  const { shape } = (found ? unwrap(found).def : {}) as { shape?: object };
  return Object.keys(shape ?? {});
}

function formOf(schema: z.ZodType, value: unknown, key?: PropertyKey): z.ZodType {
  const plain = unwrap(schema);
  if (!(plain instanceof z.ZodDiscriminatedUnion)) {
    return schema;
  }
  const forms = plain.options as unknown as readonly z.ZodObject[];
  const told = (value as Table)?.[plain.def.discriminator];
  const shapeOf = (form: z.ZodObject) => form.shape as Record<PropertyKey, z.ZodType>;
  return (
    forms.find((form) => shapeOf(form)[plain.def.discriminator]?.safeParse(told).success) ??
    forms.find((form) => key === undefined || key in shapeOf(form)) ??
    schema
  );
}
