import type * as z from "zod";
import { Duration } from "../values/duration";
import { Expression, operand, type NumberOrExpression } from "../values/expression";
import { tableKeyOf, tomlKeyOf, unwrap } from "../schema/toml-key";
import type { TomlType } from "../schema/value";

/** A value of config.toml: integers are bigint and floats are number, so that neither is taken for the other. */
export type TomlValue =
  string | bigint | number | boolean | Expression | FloatExpression | Conditional | EachTable | TomlValue[] | TomlTable;

/** A table of config.toml, its keys in the order in which they are written. */
export interface TomlTable {
  [key: string]: TomlValue | undefined;
}

/** An expression at a place where GitLab Runner reads a float. */
export class FloatExpression {
  constructor(readonly expression: Expression) {}
}

/** A value, or a table with all below it, that is there only when Terraform finds that a condition holds. */
export class Conditional {
  constructor(
    /** Terraform's condition. */
    readonly condition: string,
    readonly value: TomlValue,
  ) {}
}

/** Tables of an array, one for each item of a list that Terraform alone knows. */
export class EachTable {
  constructor(
    /** Terraform's expression of the list. */
    readonly list: string,
    /** What an item is called in the expressions of the table. */
    readonly item: string,
    readonly table: TomlTable,
  ) {}
}

/** Whether a value is a table. */
export const isTomlTable = (value: TomlValue | undefined): value is TomlTable =>
  typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;

/** The table that a section of the model is in config.toml: the schema says the keys, their types and their order. */
export function tomlTable(schema: z.ZodType, values: object): TomlTable {
  const table: TomlTable = {};
  const shape = (unwrap(schema) as z.ZodObject).shape as Record<string, z.ZodType>;
  for (const [name, keySchema] of Object.entries(shape)) {
    const value = (values as Record<string, unknown>)[name];
    if (value === undefined) {
      continue;
    }
    const key = tomlKeyOf(name, keySchema);
    if (key) {
      table[key.key] = tomlLeaf(key.type, value);
    } else if (name === "extra") {
      Object.assign(table, tomlExtra(value as Record<string, unknown>));
    } else {
      table[tableKeyOf(name, keySchema)] = Array.isArray(value)
        ? value.map((item) => tomlTable((unwrap(keySchema) as z.ZodArray).element as z.ZodType, item as object))
        : tomlTable(keySchema, value as object);
    }
  }
  return table;
}

/** A value of the model as config.toml writes it. */
function tomlLeaf(type: TomlType, value: unknown): TomlValue {
  if (Expression.is(value)) {
    const written = type === "float" ? new FloatExpression(value) : value;
    return value.isOptional ? new Conditional(`${operand(value)} != null`, written) : written;
  }
  if (type === "integer") {
    return BigInt(value as number);
  }
  if (type === "integer[]") {
    return (value as number[]).map(BigInt);
  }
  if (type === "map<integer>") {
    return Object.fromEntries(
      Object.entries(value as Record<string, number | Expression>).map(([key, item]) => [
        key,
        Expression.is(item) ? item : BigInt(item),
      ]),
    );
  }
  if (Duration.is(value)) {
    return value.toString();
  }
  return value as TomlValue;
}

/** A number of the model that config.toml writes as an integer. */
export const tomlNumber = (value: NumberOrExpression): TomlValue => (typeof value === "number" ? BigInt(value) : value);

/** Keys that the model does not know: a whole number is an integer, any other number a float. */
function tomlExtra(values: Record<string, unknown>): TomlTable {
  const convert = (value: unknown): TomlValue => {
    if (typeof value === "number" && Number.isInteger(value)) {
      return BigInt(value);
    }
    if (Array.isArray(value)) {
      return value.map(convert);
    }
    return typeof value === "object" && value !== null
      ? tomlExtra(value as Record<string, unknown>)
      : (value as TomlValue);
  };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, convert(value)]),
  );
}
