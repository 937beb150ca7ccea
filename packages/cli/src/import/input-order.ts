import { isTable } from "./is-table";
import { keyPath } from "./key-path";
import type { KeyReport } from "./key-report";

/** The report in the order in which config.toml has the keys; what is none of its keys comes last. */
export function inInputOrder(report: readonly KeyReport[], document: object): KeyReport[] {
  const positions = new Map<string, number>();
  walk(document, "", positions);
  const position = (key: string): number => {
    const found = positions.get(key);
    if (found !== undefined) {
      return found;
    }
    // What an item of a list is stands behind it.
    const item = key.replace(/ \(.*\)$/s, "");
    return item === key ? Infinity : position(item);
  };
  return report
    .map((entry, index) => ({ entry, index, at: position(entry.key) }))
    .sort((one, other) => (one.at === other.at ? one.index - other.index : one.at < other.at ? -1 : 1))
    .map(({ entry }) => entry);
}

function walk(value: unknown, path: string, positions: Map<string, number>): void {
  positions.set(path, positions.size);
  if (isTable(value)) {
    Object.entries(value).forEach(([key, item]) => walk(item, keyPath(path, key), positions));
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => walk(item, `${path}[${index}]`, positions));
  }
}
