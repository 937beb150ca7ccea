import * as z from "zod";
import { keysAt, schemaAt } from "../schema/keys-at";
import { runnerFleetConfigSchema } from "../schema/runner-fleet-config";
import { tableKeyOf, tomlKeyOf, unwrap } from "../schema/toml-key";
import type { TomlType } from "../schema/value";
import { Duration } from "../values/duration";
import { knownKeys } from "./known-keys";
import { tomlPath } from "./reason-for-absence";

/** What a key of the description is in config.toml. */
export interface DescribedTomlKey {
  /** Its name there. */
  readonly key: string;
  /** Whether it is a value, a table, or an array of tables. */
  readonly form: "value" | "table" | "tables";
  /**
   * The type that GitLab Runner reads.
   *
   * @default - none; it is no value
   */
  readonly type?: TomlType;
}

/** A key that a table of a description may have. */
export interface DescribedKey {
  /** Its name in the description. */
  readonly name: string;
  /**
   * What it is in config.toml.
   *
   * @default - nothing; config.toml has no such key
   */
  readonly toml?: DescribedTomlKey;
  /** Whether the schema takes a value there. */
  readonly accepts: (value: unknown) => boolean;
  /** Whether a value is the one that the schema puts where the key is left out. */
  readonly isDefault: (value: unknown) => boolean;
}

/**
 * The keys that a table of a description may have, in the order of the schema, with what each is in config.toml: the way
 * from there to here.
 *
 * @param path the table's path, such as `["fleets", "linux", "docker"]`
 * @param description what is known of the description: of a fleet, the keys follow from its executor
 */
export function describedKeys(path: readonly PropertyKey[], description: unknown): DescribedKey[] {
  const table = tomlPath(path);
  return keysAt(runnerFleetConfigSchema, path, description)
    .filter((name) => name !== "extra")
    .map((name) => {
      const schema = schemaAt(runnerFleetConfigSchema, [...path, name], description) as z.ZodType;
      const parsed = leftOut(schema);
      return {
        name,
        toml: table === undefined ? undefined : tomlOf(table, name, schema),
        accepts: (value) => schema.safeParse(value).success,
        isDefault: (value) => {
          const given = schema.safeParse(value);
          return parsed.success && parsed.data !== undefined && given.success && isSame(parsed.data, given.data);
        },
      };
    });
}

const outcomes = new WeakMap<z.ZodType, z.ZodSafeParseResult<unknown>>();

/** What a schema makes of a key that is left out; asked for each table of a description, of which there may be hundreds. */
function leftOut(schema: z.ZodType): z.ZodSafeParseResult<unknown> {
  const known = outcomes.get(schema) ?? schema.safeParse(undefined);
  outcomes.set(schema, known);
  return known;
}

/** Settings that are none of config.toml have a name there all the same, which GitLab Runner does not know. */
function tomlOf(table: string, name: string, schema: z.ZodType): DescribedTomlKey | undefined {
  const value = tomlKeyOf(name, schema);
  if (value) {
    return knownKeys().has(`${table}${value.key}`) ? { key: value.key, form: "value", type: value.type } : undefined;
  }
  const key = tableKeyOf(name, schema);
  const plain = unwrap(schema);
  if (plain instanceof z.ZodObject && knownTables().has(`${table}${key}`)) {
    return { key, form: "table" };
  }
  return plain instanceof z.ZodArray && knownTables().has(`${table}${key}[]`) ? { key, form: "tables" } : undefined;
}

let tables: ReadonlySet<string> | undefined;

/** Every table of config.toml; an array of tables with `[]` at its end. */
function knownTables(): ReadonlySet<string> {
  tables ??= new Set(
    [...knownKeys().keys()].flatMap((key) => {
      const segments = key.split(".");
      return segments.slice(1).map((_, depth) => segments.slice(0, depth + 1).join("."));
    }),
  );
  return tables;
}

const isSame = (one: unknown, other: unknown) =>
  Duration.is(one) && Duration.is(other)
    ? one.milliseconds === other.milliseconds
    : JSON.stringify(one) === JSON.stringify(other);
