import { isTable } from "./tracked-table";

/** Whether a value of config.toml is as good as leaving its key out. */
export const isEmptyValue = (value: unknown): boolean =>
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isTable(value) && Object.keys(value).length === 0);
