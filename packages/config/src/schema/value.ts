import * as z from "zod";
import { Duration, DURATION_FORM } from "../values/duration";
import { Expression, type ExpressionKind } from "../values/expression";

/** The types of config.toml's keys, in the words of `known-keys.ts`. */
export type TomlType =
  | "boolean"
  | "integer"
  | "float"
  | "string"
  | "duration"
  | "string[]"
  | "integer[]"
  | "float[]"
  | "string | string[]"
  | "map<string>"
  | "map<integer>"
  | "map<boolean>"
  | "map<string[]>";

/** What a key of the model is in config.toml. */
export interface TomlKey {
  /** The type that GitLab Runner reads. */
  readonly type: TomlType;
  /**
   * The key's name in config.toml.
   *
   * @default - the model's name in snake_case
   */
  readonly key?: string;
  /**
   * The first minor version of GitLab Runner that reads the key.
   *
   * @default - every version since 16.11 reads it
   */
  readonly since?: string;
}

/** Which keys of the model are keys of config.toml, and how. */
export const tomlKeys = z.registry<TomlKey>();

/** Tables that config.toml knows by another name than the model's in snake_case. */
export const tableNames = z.registry<{ readonly key: string }>();

type KeyOptions = Omit<TomlKey, "type">;

const expression = <Kind extends ExpressionKind>(kind: Kind) =>
  z.custom<Expression<Kind>>((value) => Expression.is(value, kind));

// One of each for hundreds of keys, as of other parts below: schemas are made whenever the package is loaded.
const expressions = {
  text: expression("text"),
  number: expression("number"),
  flag: expression("flag"),
  list: expression("list"),
  map: expression("map"),
  objects: expression("objects"),
} satisfies Record<ExpressionKind, z.ZodType>;

function leaf<Literal extends z.ZodType, Kind extends ExpressionKind>(
  type: TomlType,
  literal: Literal,
  kind: Kind,
  { key, since }: KeyOptions,
) {
  const schema = z.union([literal, expressions[kind]]);
  tomlKeys.add(schema, { type, key, since });
  return schema;
}

// TOML has no way to write them, and a terminal or a log should not get them either.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Limits on a text. */
export interface TextOptions extends KeyOptions {
  /**
   * What the text must match.
   *
   * @default - any text without control characters other than tab and newline
   */
  readonly pattern?: RegExp;
  /**
   * The pattern in words, for the message: `must be …`.
   *
   * @default - the pattern itself
   */
  readonly expected?: string;
  /**
   * The most characters.
   *
   * @default - any number of them
   */
  readonly maxLength?: number;
  /**
   * Whether the text may be empty, where that says something else than leaving the key out.
   *
   * @default false
   */
  readonly mayBeEmpty?: boolean;
}

const mustNotBeEmpty = z.minLength(1, { error: "must not be empty; leave the key out instead", abort: true });

const mustHoldNoControlCharacters = z.refine<string>((value) => !CONTROL_CHARACTERS.test(value), {
  error: "must hold no control characters other than tab and newline",
  abort: true,
});

const anyText = z.string();

// All checks in one call: each call copies the schema.
const textLiteral = ({ pattern, expected, maxLength, mayBeEmpty = false }: TextOptions = {}) =>
  anyText.check(
    ...(mayBeEmpty ? [] : [mustNotBeEmpty]),
    mustHoldNoControlCharacters,
    ...(maxLength === undefined ? [] : [z.maxLength(maxLength)]),
    ...(pattern ? [z.regex(pattern, `must be ${expected ?? `text that matches ${pattern.source}`}`)] : []),
  );

/** A text, or an expression that gives one. */
export const text = (options: TextOptions = {}) => leaf("string", textLiteral(options), "text", options);

/** One of the given words, or an expression that gives one. */
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words, options: KeyOptions = {}) =>
  leaf("string", z.enum(words), "text", options);

/** Limits on a number. */
export interface NumberOptions extends KeyOptions {
  /**
   * The smallest value allowed.
   *
   * @default 0
   */
  readonly min?: number;
  /**
   * The largest value allowed.
   *
   * @default - the largest safe integer
   */
  readonly max?: number;
}

const anyInteger = z.int();

const integerLiteral = ({ min = 0, max = Number.MAX_SAFE_INTEGER }: NumberOptions) =>
  anyInteger.check(z.gte(min), z.lte(max));

/** A whole number, or an expression that gives one. */
export const integer = ({ min, max, ...key }: NumberOptions = {}) =>
  leaf("integer", integerLiteral({ min, max }), "number", key);

/** A number that config.toml writes with a decimal point, or an expression that gives one. */
export const float = ({ min = 0, max = Number.MAX_SAFE_INTEGER, ...key }: NumberOptions = {}) =>
  leaf("float", z.number().check(z.gte(min), z.lte(max)), "number", key);

/** `true` or `false`, or an expression that gives one of them. */
export const flag = (options: KeyOptions = {}) => leaf("boolean", z.boolean(), "flag", options);

/** Limits on a duration. */
export interface DurationOptions extends KeyOptions {
  /**
   * The shortest duration allowed, as a Go duration.
   *
   * @default "0s"
   */
  readonly min?: string;
  /**
   * The longest duration allowed, as a Go duration.
   *
   * @default - no limit
   */
  readonly max?: string;
}

const anyDuration = z.union([
  z.string({ error: ({ input }) => (input === undefined ? undefined : `must be ${DURATION_FORM}`) }),
  z.custom<Duration>((value) => Duration.is(value)),
]);

function literalDuration({ min = "0s", max }: Pick<DurationOptions, "min" | "max">) {
  const least = Duration.parse(min);
  const most = max === undefined ? undefined : Duration.parse(max);
  return anyDuration.transform((value, context) => {
    const parsed = typeof value === "string" ? parseDuration(value) : value;
    if (typeof parsed === "string") {
      context.addIssue({ code: "custom", message: parsed, input: value });
      return z.NEVER;
    }
    if (parsed.milliseconds < least.milliseconds) {
      context.addIssue({ code: "custom", message: `must be at least ${least}, got ${parsed}`, input: value });
      return z.NEVER;
    }
    if (most && parsed.milliseconds > most.milliseconds) {
      context.addIssue({ code: "custom", message: `must be at most ${most}, got ${parsed}`, input: value });
      return z.NEVER;
    }
    return parsed;
  });
}

/** A `Duration`, or a Go duration as text (`20m`, `1h30m`), or an expression that gives such a text. */
export const duration = ({ min, max, ...key }: DurationOptions = {}) =>
  leaf("duration", literalDuration({ min, max }), "text", key);

function parseDuration(value: string): Duration | string {
  try {
    return Duration.parse(value);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Limits on a list of texts, and on each of them. */
export interface TextListOptions extends TextOptions {
  /**
   * The fewest entries.
   *
   * @default 0
   */
  readonly minEntries?: number;
  /**
   * The most entries.
   *
   * @default - any number of them
   */
  readonly maxEntries?: number;
}

/** A list of texts (each of which may be an expression), or an expression that gives the whole list. */
export const textList = ({ minEntries, maxEntries, ...options }: TextListOptions = {}) => {
  const any = z.array(z.union([textLiteral(options), expressions.text]));
  const enough = minEntries === undefined ? any : any.min(minEntries);
  return leaf("string[]", maxEntries === undefined ? enough : enough.max(maxEntries), "list", options);
};

/** A list of whole numbers. */
export const integerList = ({ min, max, key, since }: NumberOptions = {}) =>
  z.array(integerLiteral({ min, max })).register(tomlKeys, { type: "integer[]", key, since });

/** A list of numbers that config.toml writes with decimal points. */
export const floatList = ({ key, since }: KeyOptions = {}) =>
  z.array(z.number().positive()).min(1).register(tomlKeys, { type: "float[]", key, since });

/** Limits on a map of texts. */
export interface TextMapOptions extends TextOptions {
  /**
   * What each key must match.
   *
   * @default - any text without control characters
   */
  readonly keyPattern?: RegExp;
  /**
   * The key's pattern in words, for the message: `must be …`.
   *
   * @default - the pattern itself
   */
  readonly keyExpected?: string;
}

/** A map of texts, each of which may be an expression. */
export const textMap = ({ keyPattern, keyExpected, ...options }: TextMapOptions = {}) =>
  z
    .record(
      textLiteral({ pattern: keyPattern, expected: keyExpected }),
      z.union([textLiteral(options), expressions.text]),
    )
    .register(tomlKeys, { type: "map<string>", key: options.key, since: options.since });

/** The literal form of what may be an expression as a whole. */
export const literalForms = new WeakMap<z.ZodType, z.ZodType>();

/** A list of tables, or an expression that gives the whole list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  const list = z.array(item);
  const schema = z.union([list, expressions.objects]);
  literalForms.set(schema, list);
  return schema;
}

/** A map of texts that is no table of config.toml, or an expression that gives the whole map. */
export function textMapOrExpression(options: TextMapOptions = {}) {
  const map = textMap(options);
  const schema = z.union([map, expressions.map]);
  literalForms.set(schema, map);
  return schema;
}

/** Something that only Terraform can know: no file can say it, and no literal may stand for it. */
export const onlyExpression = <Kind extends ExpressionKind>(kind: Kind, error: string) =>
  z.custom<Expression<Kind>>((value) => Expression.is(value, kind), { error }).optional();

/** A map of lists of texts. */
export const textListMap = ({ keyPattern, keyExpected, ...options }: TextMapOptions = {}) =>
  z
    .record(textLiteral({ pattern: keyPattern, expected: keyExpected }), z.array(textLiteral(options)))
    .register(tomlKeys, { type: "map<string[]>", key: options.key, since: options.since });

/** A map of whole numbers. */
export const integerMap = ({ min, max, key, since }: NumberOptions = {}) =>
  z
    .record(textLiteral(), z.union([integerLiteral({ min, max }), expressions.number]))
    .register(tomlKeys, { type: "map<integer>", key, since });

/** A map of `true` and `false`. */
export const flagMap = ({
  keyPattern,
  keyExpected,
  key,
  since,
}: Pick<TextMapOptions, "keyPattern" | "keyExpected"> & KeyOptions = {}) =>
  z
    .record(textLiteral({ pattern: keyPattern, expected: keyExpected }), z.union([z.boolean(), expressions.flag]))
    .register(tomlKeys, { type: "map<boolean>", key, since });

/** One text or several. */
export const textOrList = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  options: KeyOptions = {},
) =>
  z
    .union([z.enum(words), z.array(z.enum(words)).min(1)])
    .register(tomlKeys, { type: "string | string[]", key: options.key, since: options.since });
