import type { z } from "zod";
import { didYouMean } from "./did-you-mean";
import { Duration } from "./duration";
import { Expression } from "./expression";
import { keysAt } from "./schema/keys-at";
import { runnerFleetConfigSchema, type RunnerFleetConfig } from "./schema/runner-fleet-config";
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

function mend(copy: unknown, issue: z.core.$ZodIssue): void {
  if (issue.code === "unrecognized_keys") {
    const table = valueAt(copy, issue.path) as Record<string, unknown>;
    for (const key of issue.keys) {
      const meant = didYouMean(key, keysAt(runnerFleetConfigSchema, issue.path));
      if (meant !== undefined && !(meant in table)) {
        table[meant] = table[key];
      }
      delete table[key];
    }
    return;
  }
  // A value is taken out; where it is missing already, the table that lacks it is.
  const depth = valueAt(copy, issue.path) === undefined ? issue.path.length - 1 : issue.path.length;
  const path = issue.path.slice(0, depth);
  const last = path.at(-1);
  const parent = valueAt(copy, path.slice(0, -1));
  if (last === undefined || typeof parent !== "object" || parent === null) {
    return;
  }
  if (!Array.isArray(parent)) {
    delete (parent as Record<PropertyKey, unknown>)[last];
    return;
  }
  // An empty table keeps the place, so that what the rules find behind it keeps its number.
  const item: unknown = parent[Number(last)];
  const isEmptyTable = typeof item === "object" && item !== null && Object.keys(item).length === 0;
  if (isEmptyTable || typeof item !== "object") {
    parent.splice(Number(last), 1);
  } else {
    parent[Number(last)] = {};
  }
}

function deepCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Duration.is(value) || Expression.is(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(deepCopy)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepCopy(item)]));
}
