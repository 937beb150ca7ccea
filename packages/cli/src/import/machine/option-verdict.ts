import { isTable } from "../is-table";
import type { Outcome } from "../key-report";

/** Parts of a fleet's `machines`, as plain JSON. */
export type Parts = Readonly<Record<string, unknown>>;

/** What becomes of an option. */
export interface Verdict {
  /** As the report says it. */
  readonly outcome: Outcome;
  /**
   * Path below the fleet, or `region` of the description.
   *
   * @default - nothing in the description comes from it
   */
  readonly to?: string;
  /**
   * Why, or what to do.
   *
   * @default - nothing needs saying
   */
  readonly note?: string;
  /**
   * What it adds to the fleet's `machines`.
   *
   * @default - nothing
   */
  readonly machines?: Parts;
  /**
   * The region it names.
   *
   * @default - none
   */
  readonly region?: string;
}

/** The value is at `to` as it was. */
export const kept = (to: string, machines: Parts, note?: string): Verdict => ({
  outcome: "kept",
  to,
  machines,
  ...(note !== undefined && { note }),
});

/** Something else at `to` does the same, or nearly so. */
export const changed = (to: string, machines: Parts, note: string): Verdict => ({
  outcome: "changed",
  to,
  machines,
  note,
});

/** The description needs nothing in its place. */
export const dropped = (note: string): Verdict => ({ outcome: "dropped", note });

/** A person must decide, about what `to` names where it is known; `machines` holds what is written meanwhile. */
export const decision = (note: string, to?: string, machines?: Parts): Verdict => ({
  outcome: "decision",
  note,
  ...(to !== undefined && { to }),
  ...(machines && { machines }),
});

/** What becomes of an option that holds a secret. */
export const secretOption: Verdict = decision(
  "it looks like a secret, and is not carried over; keep it out of the description",
);

/** Puts parts together: lists are joined, tables are merged, of single values the later counts. */
export function mergeParts(one: Parts, other: Parts): Parts {
  const merged: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] =
      Array.isArray(before) && Array.isArray(value)
        ? [...before, ...value]
        : isTable(before) && isTable(value)
          ? mergeParts(before, value)
          : value;
  }
  return merged;
}
