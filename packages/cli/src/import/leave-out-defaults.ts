import {
  describedKeys,
  formatPath,
  leaveToTerraform,
  renderConfigToml,
  runnerFleetConfigSchema,
} from "@runner-fleet/config";
import { parse } from "smol-toml";
import { Draft, type Carried } from "./draft";
import type { Path } from "./path";
import { isTable } from "./is-table";
import type { KeyReport, Outcome } from "./key-report";
import { valueAt } from "./value-at";

const BY_ITSELF = "it is what holds without it, so it is left out";
const IN_SIGHT: readonly Outcome[] = ["changed", "decision"];

/**
 * Takes out of the description what holds without it: the schema's defaults, and what the rendered config.toml has in
 * any case, by the fleet's size or its profile. What the report says is written otherwise, or asks about, stays where one
 * can see it. Gives back the report with a word on each.
 */
export function leaveOutDefaults(draft: Draft, report: readonly KeyReport[]): KeyReport[] {
  const byDefault = defaultPaths(draft.description, [], draft.description);
  const spokenOf = new Set(report.filter(({ outcome }) => IN_SIGHT.includes(outcome)).map(({ to }) => to));
  const left = [...byDefault, ...impliedByOthers(draft).map(({ path }) => path)].filter(
    (path) => !spokenOf.has(formatPath(path)),
  );
  left.forEach((path) => draft.get(path) === undefined || draft.remove(path));
  const paths = new Set(left.map(formatPath));
  return report.map((entry) =>
    entry.outcome === "kept" && entry.note === undefined && paths.has(entry.to ?? "")
      ? { ...entry, note: BY_ITSELF }
      : entry,
  );
}

/** Where the schema puts the same value by itself. */
function defaultPaths(value: unknown, path: Path, description: object): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => defaultPaths(item, [...path, index], description));
  }
  if (!isTable(value)) {
    return [];
  }
  const known = new Map(describedKeys(path, description).map((key) => [key.name, key]));
  return Object.entries(value).flatMap(([name, item]) => {
    const at = [...path, name];
    const inner = defaultPaths(item, at, description);
    return !isTable(item) && known.get(name)?.isDefault(item) ? [at] : inner;
  });
}

/** What is in the rendered config.toml all the same when everything is left out that may be. */
function impliedByOthers({ description, carried }: Draft): Carried[] {
  const full = rendered(description);
  if (!full) {
    return [];
  }
  const there = carried
    .filter(({ path }) => valueAt(description, path) !== undefined)
    .flatMap(withEntries(description));
  const candidates = parsable(description, there);
  const bare = rendered(without(description, candidates));
  const implied = candidates.filter(
    ({ toml }) =>
      valueAt(full, toml) !== undefined && JSON.stringify(valueAt(full, toml)) === JSON.stringify(valueAt(bare, toml)),
  );
  // Each was held against a file without all of the others, of which some stay.
  const isEnough = (left: readonly Carried[]) =>
    JSON.stringify(rendered(without(description, left))) === JSON.stringify(full);
  return mostOf(implied, isEnough);
}

/** Those that may be left out together: without what the schema asks for, and without tables that it finds incomplete. */
function parsable(description: object, carried: readonly Carried[]): readonly Carried[] {
  const refused = parsed(without(description, carried)).error?.issues.map(({ path }) => path) ?? [];
  const asked = carried.filter(({ path }) => refused.some((issue) => isBelow(path, issue)));
  const kept =
    asked.length > 0 ? asked : carried.filter(({ path }) => refused.some((issue) => isBelow(path, issue.slice(0, -1))));
  return kept.length === 0
    ? carried
    : parsable(
        description,
        carried.filter((each) => !kept.includes(each)),
      );
}

/** Whether a path is one that a table's begins with, or the table's own. */
const isBelow = (path: Path, table: readonly PropertyKey[]) =>
  table.every((segment, depth) => String(segment) === String(path[depth]));

/** As many as may be left out together, by halves: mostly it is all of them. */
function mostOf(carried: readonly Carried[], mayBe: (left: readonly Carried[]) => boolean): Carried[] {
  const add = (left: readonly Carried[], more: readonly Carried[]): readonly Carried[] => {
    if (more.length === 0 || mayBe([...left, ...more])) {
      return [...left, ...more];
    }
    const half = Math.floor(more.length / 2);
    return half === 0 ? left : add(add(left, more.slice(0, half)), more.slice(half));
  };
  return [...add([], carried)];
}

/** Of a map each entry may be left out by itself. */
const withEntries =
  (description: Readonly<Record<string, unknown>>) =>
  (carried: Carried): Carried[] => {
    const value = valueAt(description, carried.path);
    return isTable(value)
      ? Object.keys(value).map((key) => ({ ...carried, path: [...carried.path, key], toml: [...carried.toml, key] }))
      : [carried];
  };

function without(description: object, carried: readonly Carried[]): Readonly<Record<string, unknown>> {
  const copy = new Draft();
  Object.assign(copy.description, structuredClone(description));
  carried.forEach(({ path }) => copy.remove(path));
  return copy.description;
}

/** The config.toml of a description as data; `undefined` where it lacks something, or holds what Terraform alone knows. */
function rendered(description: object): Readonly<Record<string, unknown>> | undefined {
  const { data } = parsed(description);
  const toml = data && renderConfigToml(data);
  return toml?.isLiteral ? parse(toml.toString()) : undefined;
}

const parsed = (description: object) => runnerFleetConfigSchema.safeParse(leaveToTerraform(description).input);
