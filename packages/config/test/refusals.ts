import type * as z from "zod";
import { schemaFindings } from "../src/check/schema-findings";

/** What a schema has against an input, each finding as `path: message`. */
export function refusals(schema: z.ZodType, input: unknown): string[] {
  const result = schema.safeParse(input);
  return result.success ? [] : schemaFindings(result.error, input).map(({ path, message }) => `${path}: ${message}`);
}
