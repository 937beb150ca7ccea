import type * as z from "zod";
import { didYouMean } from "../findings/did-you-mean";
import { Duration } from "../values/duration";
import { Expression } from "../values/expression";
import { keysAt, schemaAt } from "../schema/keys-at";
import { runnerFleetConfigSchema, type RunnerFleetConfig } from "../schema/runner-fleet-config";
import { flatIssues, valueAt } from "./schema-findings";

/** What a description reads as once the places that the schema refuses are mended or taken out, if that is enough. */
export function mendedInput(input: unknown, error: z.ZodError): RunnerFleetConfig | undefined {
  const copy = deepCopy(input);
  let issues = error.issues;
  // Taking out a value can make its table incomplete, which is then taken out too: each round removes a level at least.
  for (let round = 0; round < 12; round += 1) {
    for (const issue of flatIssues(issues)) {
      mend(copy, issue);
    }
    const parsed = runnerFleetConfigSchema.safeParse(copy);
    if (parsed.success) {
      return parsed.data;
    }
    issues = parsed.error.issues;
  }
  return undefined;
}

const isSealed = (value: unknown) => Duration.is(value) || Expression.is(value);

function mend(copy: unknown, issue: z.core.$ZodIssue): void {
  // Keys inside of an expression or a duration are none of the user's: the whole value is refused.
  const leaf = issue.path.findIndex((_, depth) => depth > 0 && isSealed(valueAt(copy, issue.path.slice(0, depth))));
  const within = leaf > 0 || isSealed(valueAt(copy, issue.path));
  const path = leaf > 0 ? issue.path.slice(0, leaf) : issue.path;
  if (issue.code === "unrecognized_keys" && !within) {
    rename(copy, issue.keys, path);
    return;
  }
  const unknown = issue.code === "invalid_key" ? undefined : unknownValue(path, copy);
  // A value is taken out; where it is missing already, the table that lacks it is.
  const depth = valueAt(copy, path) === undefined && !unknown ? path.length - 1 : path.length;
  const last = path[depth - 1];
  const parent = valueAt(copy, path.slice(0, Math.max(depth - 1, 0)));
  if (last === undefined || typeof parent !== "object" || parent === null) {
    return;
  }
  const given = (parent as Record<PropertyKey, unknown>)[last];
  if (unknown && !Expression.is(given)) {
    (parent as Record<PropertyKey, unknown>)[last] = unknown;
  } else if (!Array.isArray(parent)) {
    delete (parent as Record<PropertyKey, unknown>)[last];
  } else {
    removeEntry(parent, Number(last));
  }
}

function rename(copy: unknown, keys: readonly string[], path: readonly PropertyKey[]): void {
  const table = valueAt(copy, path);
  // What was mended before may have taken the table out.
  if (typeof table !== "object" || table === null) {
    return;
  }
  const values = table as Record<string, unknown>;
  for (const key of keys) {
    const meant = didYouMean(key, keysAt(runnerFleetConfigSchema, path, copy));
    if (meant !== undefined && !(meant in values)) {
      values[meant] = values[key];
    }
    delete values[key];
  }
}

const UNKNOWN = [Expression.text, Expression.number, Expression.flag, Expression.list].map((make) => make("null"));

/**
 * What stands in for a refused value where an expression may, which the rules let pass as one that they don't know. For
 * a table that is missing it is an empty one, whose keys are then missing.
 */
function unknownValue(path: readonly PropertyKey[], copy: unknown): Expression | object | undefined {
  const parent = valueAt(copy, path.slice(0, -1));
  const schema = schemaAt(runnerFleetConfigSchema, path, copy);
  if (schema) {
    const isMissing = (parent as Record<PropertyKey, unknown> | undefined)?.[path.at(-1) ?? ""] === undefined;
    return isMissing && schema.def.type === "object" ? {} : UNKNOWN.find((value) => schema.safeParse(value).success);
  }
  return Array.isArray(parent) ? UNKNOWN[0] : undefined;
}

function removeEntry(list: unknown[], index: number): void {
  // An empty table keeps the place, so that what the rules find behind it keeps its number.
  const item = list[index];
  const isFilledTable =
    typeof item === "object" && item !== null && !Expression.is(item) && Object.keys(item).length > 0;
  if (isFilledTable) {
    list[index] = {};
  } else {
    list.splice(index, 1);
  }
}

function deepCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isSealed(value)) {
    return value;
  }
  return Array.isArray(value)
    ? Array.from(value, deepCopy)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepCopy(item)]));
}
