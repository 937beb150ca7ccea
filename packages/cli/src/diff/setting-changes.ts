import { Expression, isPlainTable, type RunnerFleetConfig } from "@runner-fleet/config";
import { isUnordered } from "./unordered-lists";
import type { Path, SettingChange } from "./setting-change";

type Table = Readonly<Record<string, unknown>>;

/** What differs between two checked descriptions, setting by setting, in the order of the first. */
export const settingChanges = (before: RunnerFleetConfig, after: RunnerFleetConfig): SettingChange[] =>
  differences(before, after, []);

function differences(before: unknown, after: unknown, path: Path): SettingChange[] {
  if (isPlainTable(before) && isPlainTable(after)) {
    return tableDifferences(before, after, path);
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return isUnordered(path) ? setDifferences(before, after, path) : listDifferences(before, after, path);
  }
  return isSame(before, after) ? [] : [{ path, before, after, patch: path }];
}

function tableDifferences(before: Table, after: Table, path: Path): SettingChange[] {
  if (path[0] === "fleets" && path.length === 2 && before.executor !== after.executor) {
    // Hardly a setting of one executor is one of another: the fleet as a whole is another.
    return [{ path: [...path, "executor"], before: before.executor, after: after.executor, patch: path }];
  }
  const [old, now] = [before, after].map((table) => Object.keys(table).filter((key) => table[key] !== undefined)) as [
    string[],
    string[],
  ];
  const found = [...new Set([...old, ...now])].flatMap((key) => differences(before[key], after[key], [...path, key]));
  const kept = (keys: readonly string[], others: readonly string[]) => keys.filter((key) => others.includes(key));
  const [order, other] = [kept(old, now), kept(now, old)];
  return isSame(order, other) ? found : [...found, { path, before: order, after: other, patch: path, kind: "order" }];
}

function setDifferences(before: readonly unknown[], after: readonly unknown[], path: Path): SettingChange[] {
  const [old, now] = [before, after].map((items) => items.map(textOf)) as [string[], string[]];
  const gone = before.filter((_, index) => !now.includes(old[index] as string));
  const come = after.filter((_, index) => !old.includes(now[index] as string));
  if (gone.length > 0 || come.length > 0) {
    return [{ path, before: gone, after: come, patch: path, kind: "set" }];
  }
  return isSame(old, now) ? [] : [{ path, before, after, patch: path, kind: "order" }];
}

/** What is alike at the start and at the end stays; between, one item is held against the other. */
function listDifferences(before: readonly unknown[], after: readonly unknown[], path: Path): SettingChange[] {
  if (before.length === after.length) {
    return before.flatMap((item, index) => differences(item, after[index], [...path, index]));
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) {
    end += 1;
  }
  const [old, now] = [before, after].map((items) => items.slice(start, items.length - end)) as [unknown[], unknown[]];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) =>
    differences(old[index], now[index], [...path, start + index]),
  )
    .flat()
    .map((change) => ({ ...change, patch: path }));
}

const isSame = (before: unknown, after: unknown): boolean => textOf(before) === textOf(after);

/** A duration is the text it was written as, since config.toml has that; an expression is Terraform's text. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    Expression.is(item) ? { expression: item.terraform, isOptional: item.isOptional } : item,
  ) ?? "undefined";
