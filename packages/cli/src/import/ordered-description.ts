import { describedKeys } from "@runner-fleet/config";
import type { Path } from "./path";
import { isTable } from "./is-table";

type Table = Readonly<Record<string, unknown>>;

/** The description with the keys of its tables in the order of the schema; what the schema leaves open keeps its order. */
export const orderedDescription = (description: Table): Table => ordered(description, [], description) as Table;

function ordered(value: unknown, path: Path, description: Table): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => ordered(item, [...path, index], description));
  }
  if (!isTable(value)) {
    return value;
  }
  const known = describedKeys(path, description).map(({ name }) => name);
  const names = [
    ...known.filter((name) => name in value),
    ...Object.keys(value).filter((name) => !known.includes(name)),
  ];
  return Object.fromEntries(names.map((name) => [name, ordered(value[name], [...path, name], description)]));
}
