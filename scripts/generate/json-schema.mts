import { runnerFleetConfigSchema } from "@runner-fleet/config";
import * as z from "zod";
import { describeTables } from "./doc-comments.mts";

/** A part of a JSON Schema. */
export interface JsonSchema {
  anyOf?: JsonSchema[];
  /** The forms of a table, each told by the constant of one key. */
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  description?: string;
  default?: unknown;
  [keyword: string]: unknown;
}

/** What a duration is as text. */
export const DURATION = "^(?:0|(?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+)$";

/**
 * The JSON Schema of a description as a file holds it, for editors. Expressions are left out: a file can hold none. What
 * the keys mean comes from the doc comments, which the compiler reads as an editor does.
 */
export function jsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(runnerFleetConfigSchema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    reused: "inline",
    override: ({ zodSchema, jsonSchema }) => literalOnly(zodSchema as z.ZodType, jsonSchema as JsonSchema),
  }) as JsonSchema;
  describeTables(schema);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A description of runner fleets",
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith("$"))),
  };
}

/** Of a literal or an expression the literal, of a duration its text; nothing of what can only be an expression. */
function literalOnly(schema: z.ZodType, json: JsonSchema): void {
  if (schema instanceof z.ZodPipe && isDurationText(schema)) {
    json.pattern = DURATION;
  }
  if (schema instanceof z.ZodObject && json.properties) {
    json.properties = Object.fromEntries(
      Object.entries(json.properties).filter(([key]) => !isExpressionOnly(schema.shape[key] as z.ZodType)),
    );
  }
  if (!(schema instanceof z.ZodUnion) || !json.anyOf) {
    return;
  }
  const options = schema.options as readonly z.ZodType[];
  const branches = json.anyOf.filter((_, index) => options[index]?.def.type !== "custom");
  if (branches.length === 1) {
    delete json.anyOf;
    Object.assign(json, branches[0]);
  } else {
    json.anyOf = branches;
  }
}

const isExpressionOnly = (schema: z.ZodType) =>
  schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodCustom;

const isDurationText = (schema: z.ZodType) =>
  schema.safeParse("1h30m").success && ["1d", "1h30m.", "example"].every((text) => !schema.safeParse(text).success);
