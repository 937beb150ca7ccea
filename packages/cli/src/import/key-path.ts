import { formatPath } from "@runner-fleet/config";

/** The path of a key in the table at a path, which is empty for the document. */
export const keyPath = (table: string, key: string): string =>
  table === "" ? formatPath([key]) : `${table}${formatPath(["x", key]).slice(1)}`;
