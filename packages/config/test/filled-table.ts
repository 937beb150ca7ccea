import * as z from "zod";
import { unwrap } from "../src/schema/toml-key";
import { sampleTexts } from "./sample-values";

/** A value that a schema takes, with every key of every table set and one entry in every list. */
export function filled(schema: z.ZodType): unknown {
  const plain = unwrap(schema);
  if (plain instanceof z.ZodUnion) {
    return filled(plain.options[0] as z.ZodType);
  }
  if (plain instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(plain.shape as Record<string, z.ZodType>)
        .filter(([key, child]) => key !== "extra" && !(unwrap(child) instanceof z.ZodCustom))
        .map(([key, child]) => [key, filled(child)]),
    );
  }
  if (plain instanceof z.ZodArray) {
    return [filled(plain.element as z.ZodType)];
  }
  if (plain instanceof z.ZodRecord) {
    const [key] = sampleTexts(plain.keyType as z.ZodType);
    return { [key as string]: filled(plain.valueType as z.ZodType) };
  }
  if (plain instanceof z.ZodBoolean) {
    return true;
  }
  if (plain instanceof z.ZodEnum || plain instanceof z.ZodLiteral) {
    return [...(plain instanceof z.ZodEnum ? plain.options : plain.values)][0];
  }
  if (plain instanceof z.ZodNumber) {
    return [2, 100, 4096, 20_000].find((value) => schema.safeParse(value).success) ?? plain.minValue;
  }
  const [text] = sampleTexts(plain);
  if (text === undefined) {
    throw new Error(`no sample text fits a schema of type ${plain.def.type}; add one to sample-values.ts`);
  }
  return text;
}
