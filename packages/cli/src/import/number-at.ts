import { formatGiven } from "@runner-fleet/config";
import type { TrackedTable } from "./tracked-table";

/** A number of a table; 0 where it is left out or is none, which is reported. */
export function numberAt(table: TrackedTable, key: string): number {
  const value = table.value(key);
  if (typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value))) {
    return Number(value);
  }
  table.decision(key, `must be a number, got ${formatGiven(value)}; taken as 0`);
  return 0;
}

/** A size of a table, a whole number above 0; else `undefined`, which is reported but for 0, by which a size is left open. */
export function sizeAt(table: TrackedTable, key: string): number | undefined {
  const value = numberAt(table, key);
  if (value > 0 && Number.isInteger(value)) {
    return value;
  }
  if (value !== 0) {
    table.decision(key, `must be a whole number from 0, got ${formatGiven(value)}; taken as 0`);
  }
  return undefined;
}
