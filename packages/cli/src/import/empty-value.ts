import { isTable } from "./is-table";

/** Said of what has nothing in it. */
export const EMPTY = "it is empty, which says nothing";

/** Why a value of config.toml is as good as leaving its key out; `undefined` where it says something. */
export function emptyReason(value: unknown): string | undefined {
  if (value === false) {
    return "false is as good as leaving it out";
  }
  const isEmpty =
    value === "" || (Array.isArray(value) && value.length === 0) || (isTable(value) && Object.keys(value).length === 0);
  return isEmpty ? EMPTY : undefined;
}
