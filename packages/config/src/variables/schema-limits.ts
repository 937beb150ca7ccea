import type * as z from "zod";
import { runnerFleetConfigSchema } from "../schema/runner-fleet-config";

/** What the description asks of a text. */
export interface TextLimits {
  /** Tells the limits of a text from others. */
  readonly kind: "text";
  /** What the text must match, and that in words; without it any text does that is not empty. */
  readonly pattern: { readonly pattern: RegExp; readonly must: string } | undefined;
  /** The most characters. */
  readonly maxLength: number;
}

/** What the description asks of a number. */
export interface NumberLimits {
  /** Tells the limits of a number from others. */
  readonly kind: "number";
  /** Whether the number has no fraction. */
  readonly isWhole: boolean;
  /** The smallest value. */
  readonly min: number;
  /** The largest value. */
  readonly max: number;
}

/** The words that the description allows. */
export interface ChoiceLimits {
  /** Tells a choice from others. */
  readonly kind: "choice";
  /** The words, in the description's order. */
  readonly words: readonly string[];
}

/** What the description asks of a single value. */
export type Limits = TextLimits | NumberLimits | ChoiceLimits;

/**
 * What the description asks of the value at a place.
 *
 * @param place keys from the top, with dots; `*` is any fleet, entry or value of a map, `key()` a map's key
 * @throws Error when the description has nothing there, or no single value
 */
export function limitsAt(place: string): Limits {
  const limits = literalsAt(place)
    .map(limitsOf)
    .find((each) => each !== undefined);
  if (!limits) {
    throw new Error(`the description must have a text, a number or a choice at ${place}, got none`);
  }
  return limits;
}

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly format?: string;
}

interface Check {
  readonly check: string;
  readonly pattern?: RegExp;
  readonly maximum?: number;
  readonly value?: number;
  readonly error?: (issue: object) => unknown;
}

const defOf = (schema: z.ZodType) => schema.def as unknown as Def;

/** What was found, by its place: the catalogue asks for many places of the same few tables whenever it is loaded. */
const schemasAt = new Map<string, readonly z.ZodType[]>();

/** The schemas of the literals at a place. */
function literalsAt(place: string): readonly z.ZodType[] {
  const known = schemasAt.get(place);
  if (known) {
    return known;
  }
  const parts = place.split(".");
  const key = parts.pop() ?? "";
  const tables = parts.length === 0 ? literals(runnerFleetConfigSchema) : literalsAt(parts.join("."));
  const schemas = tables.flatMap((schema) => step(schema, key)).flatMap(literals);
  schemasAt.set(place, schemas);
  return schemas;
}

/** The schemas under `.optional()`, `.default()`, unions and the like. */
function literals(schema: z.ZodType): z.ZodType[] {
  const { innerType, options } = defOf(schema);
  const inner = options ?? (innerType ? [innerType] : undefined);
  return inner ? inner.flatMap(literals) : [schema];
}

function step(schema: z.ZodType, key: string): z.ZodType[] {
  const { shape, element, keyType, valueType } = defOf(schema);
  const next = { ...shape, "*": valueType ?? element, "key()": keyType }[key];
  return next ? [next] : [];
}

function limitsOf(schema: z.ZodType): Limits | undefined {
  const { type, format, entries = {}, checks = [] } = defOf(schema);
  const found = checks.map(({ _zod }) => _zod.def);
  const valueOf = (name: string) => found.find(({ check }) => check === name)?.value;
  switch (type) {
    case "enum":
      return { kind: "choice", words: Object.values(entries) };
    case "number":
      return {
        kind: "number",
        isWhole: format === "safeint",
        min: valueOf("greater_than") ?? -Infinity,
        max: valueOf("less_than") ?? Infinity,
      };
    case "string":
      return {
        kind: "text",
        pattern: found.flatMap(({ pattern, error }) => (pattern ? [{ pattern, must: String(error?.({})) }] : []))[0],
        maxLength: found.find(({ check }) => check === "max_length")?.maximum ?? Infinity,
      };
    default:
      return undefined;
  }
}
