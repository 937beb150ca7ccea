import { isDeepStrictEqual } from "node:util";
import { describedKeys, formatPath, type DescribedKey, type DescribedTomlKey } from "@runner-fleet/config";
import { reportAbsentKey } from "./absent-key";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { isTable } from "./is-table";
import { isSecretPair, isSecretText } from "./secret-entry";
import type { TrackedTable } from "./tracked-table";

/** A table of config.toml, and what it is in the description. */
export interface TableImport {
  /** The table. */
  readonly table: TrackedTable;
  /** The description so far. */
  readonly draft: Draft;
  /** Where the table's keys are in the description. */
  readonly path: Path;
  /** Where the table is in the config.toml that the description is rendered to. */
  readonly toml: Path;
}

const SECRET = "it holds what looks like a secret, which never belongs into a description (not shown)";
const OTHER_VALUE = "another runner has another value, and the description has one for all fleets; choose one of them";

/** Takes over every key of a table that nobody has dealt with, by what the schema knows of config.toml. */
export function importTable(input: TableImport): void {
  const { table, draft, path } = input;
  const known = describedKeys(path, draft.description);
  const knownHere = known.flatMap(({ toml }) => (toml ? [toml.key] : []));
  for (const key of table.keys()) {
    if (table.isDealtWith(key)) {
      continue;
    }
    const described = known.find(({ toml }) => toml?.key.toLowerCase() === key.toLowerCase());
    if (described?.toml) {
      importKey(input, key, described, described.toml);
    } else {
      reportAbsentKey(table, path, key, knownHere);
    }
  }
}

/** Takes over some keys of a table, by their names in the description. */
export function importKeys(input: TableImport, names: readonly string[]): void {
  const { table, draft, path } = input;
  for (const described of describedKeys(path, draft.description)) {
    if (names.includes(described.name) && described.toml && table.has(described.toml.key)) {
      importKey(input, described.toml.key, described, described.toml);
    }
  }
}

function importKey(
  input: TableImport,
  key: string,
  described: DescribedKey,
  { form, key: tomlKey, type }: DescribedTomlKey,
) {
  const { table, draft } = input;
  const path = [...input.path, described.name];
  const toml = [...input.toml, tomlKey];
  if (form === "table") {
    const inner = table.table(key);
    if (inner) {
      importTable({ table: inner, draft, path, toml });
    } else {
      table.decision(key, "it must be a table; correct it in config.toml and import it again");
    }
    return;
  }
  if (form === "tables") {
    const items = table.tables(key);
    items.forEach((inner, index) =>
      importTable({ table: inner, draft, path: [...path, index], toml: [...toml, index] }),
    );
    if (items.length === 0) {
      table.decision(key, "it must be an array of tables; correct it in config.toml and import it again");
    }
    return;
  }
  importValue({ ...input, path, toml }, key, described, type);
}

function importValue(
  { table, draft, path, toml }: TableImport,
  key: string,
  described: DescribedKey,
  type: DescribedTomlKey["type"],
): void {
  const given = table.value(key);
  const to = formatPath(path);
  const before = draft.get(path);
  if ((given === "" || given === 0) && !described.accepts(given)) {
    table.dropped(key, `${JSON.stringify(given)} is as good as leaving it out`);
    return;
  }
  if (Array.isArray(given) && given.length === 0) {
    table.dropped(key, "an empty list is as good as leaving it out");
    return;
  }
  if (typeof given === "number" && type === "duration") {
    const text = nanoseconds(given);
    draft.set(path, text);
    table.changed(key, to, `a bare number counts nanoseconds; it is written as ${text}`);
    return;
  }
  const value = withoutSecrets(table, key, given, to);
  if (value === undefined) {
    return;
  }
  if (before !== undefined && !isDeepStrictEqual(before, value)) {
    // In a fleet it is the same key in another letter case, on which the table itself reports.
    if (path[0] !== "fleets") {
      table.decision(key, OTHER_VALUE, to);
    }
    return;
  }
  draft.set(path, value);
  // What is in a list has no place of its own in what is rendered.
  if (!path.some((segment) => typeof segment === "number")) {
    draft.carried.push({ path, toml });
  }
  if (!table.isDealtWith(key)) {
    table.kept(key, to);
  }
}

/**
 * The value without what is a secret, on which it reports, and then on the rest as well; `undefined` where nothing is
 * left.
 */
function withoutSecrets(table: TrackedTable, key: string, value: unknown, to: string): unknown {
  if (Array.isArray(value)) {
    return listWithoutSecrets(table, key, value, to);
  }
  return isTable(value) ? mapWithoutSecrets(table, key, value, to) : value;
}

function listWithoutSecrets(table: TrackedTable, key: string, list: readonly unknown[], to: string): unknown {
  const isSecret = (item: unknown) => typeof item === "string" && isSecretText(item);
  if (!list.some(isSecret)) {
    return [...list];
  }
  const left = list.filter((item) => !isSecret(item));
  list.forEach((item, index) => {
    if (isSecret(item)) {
      const [, name = ""] = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(item as string) ?? [];
      table.decision(
        `${key}[${index}]${name && ` (${name})`}`,
        "it holds what looks like a secret (not shown); make it a masked variable of the group or project in GitLab",
        to,
      );
    } else {
      table.kept(`${key}[${index}]`, `${to}[${left.indexOf(item)}]`);
    }
  });
  return left.length === 0 ? undefined : left;
}

function mapWithoutSecrets(
  table: TrackedTable,
  key: string,
  map: Readonly<Record<string, unknown>>,
  to: string,
): unknown {
  const entries = Object.entries(map);
  if (!entries.some(([name, value]) => isSecretPair(name, value))) {
    return structuredClone(map);
  }
  const inner = table.table(key) as TrackedTable;
  const left = entries.filter(([name, value]) => {
    const isSecret = isSecretPair(name, value);
    if (isSecret) {
      inner.decision(name, SECRET, to);
    } else {
      inner.kept(name, to);
    }
    return !isSecret;
  });
  return left.length === 0 ? undefined : structuredClone(Object.fromEntries(left));
}

/** Go's duration of so many nanoseconds, in the largest unit that it is a whole number of. */
function nanoseconds(count: number): string {
  const units = [
    ["h", 3_600_000_000_000],
    ["m", 60_000_000_000],
    ["s", 1_000_000_000],
  ] as const;
  const whole = units.find(([, size]) => count % size === 0);
  return whole ? `${count / whole[1]}${whole[0]}` : `${count / 1_000_000}ms`;
}
