import { Duration } from "../values/duration";
import { Expression } from "../values/expression";

/** A part of an input that no check can go through. */
export interface UnreadablePart {
  /** Where, from the top of the input. */
  readonly path: readonly PropertyKey[];
  /** What is wrong with it, in lower case. */
  readonly message: string;
}

/** Deeper than any description can be, and far from what a recursive check can bear. */
const DEEPEST = 100;

/** The first part of an input that refers to itself, is nested too deeply or can't be read at all. */
export function unreadablePart(input: unknown): UnreadablePart | undefined {
  return find(input, [], new Set());
}

function find(value: unknown, path: readonly PropertyKey[], above: Set<object>): UnreadablePart | undefined {
  if (typeof value !== "object" || value === null || Duration.is(value) || Expression.is(value)) {
    return undefined;
  }
  if (above.has(value)) {
    return { path, message: "must not refer to itself" };
  }
  if (path.length > DEEPEST) {
    return { path: path.slice(0, 3), message: `must not be nested more than ${DEEPEST} levels deep` };
  }
  above.add(value);
  let found: UnreadablePart | undefined;
  try {
    for (const [key, item] of Object.entries(value)) {
      found ??= find(item, [...path, Array.isArray(value) ? Number(key) : key], above);
    }
  } catch {
    found = { path, message: "must be plain data, got an object that cannot be read" };
  }
  above.delete(value);
  return found;
}
