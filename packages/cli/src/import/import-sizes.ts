import { formatPath } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import type { KeyReport } from "./key-report";
import { sizeAt } from "./number-at";
import type { TrackedTable } from "./tracked-table";

/** A runner's entry, and the fleet that comes of it. */
export interface SizesImport {
  /** The entry of `[[runners]]`. */
  readonly runner: TrackedTable;
  /** The description so far. */
  readonly draft: Draft;
  /** Where the fleet is in the description. */
  readonly path: Path;
  /**
   * The most jobs that the manager runs at once.
   *
   * @default - config.toml does not say
   */
  readonly concurrent?: number;
  /** Where a decision goes that no key asks for. */
  readonly report: KeyReport[];
}

/** `limit` of a fleet of pods. */
export function importPodLimit(input: SizesImport): void {
  importLimit(input, "limit", (to) => input.runner.kept("limit", to));
}

/** `limit` of a runner of docker+machine, whose machines take one job each; gives back the most machines. */
export function importMachineLimit(input: SizesImport): number | undefined {
  return importLimit(input, "maxInstances", (to) =>
    input.runner.changed("limit", to, "each job had a machine, of which there may be so many"),
  );
}

/** `limit`, or else `concurrent`, as the size of a fleet; gives it back. */
function importLimit(input: SizesImport, key: string, report: (to: string) => void): number | undefined {
  const { runner, draft, path, concurrent } = input;
  const to = [...path, key];
  const limit = sizeAt(runner, "limit");
  const size = limit ?? concurrent;
  setSize(draft, to, size);
  if (limit === undefined) {
    reportNoLimit(input, to, runner, "limit");
  } else {
    report(formatPath(to));
  }
  return size;
}

/** `limit` and the sizes in `[runners.autoscaler]` of a fleet with machines. */
export function importMachineSizes(input: SizesImport, autoscaler: TrackedTable | undefined): void {
  const { runner, draft, path, concurrent } = input;
  const to = [...path, "maxInstances"];
  const capacity = autoscaler ? importUse(autoscaler, draft, path) : 1;
  const most = autoscaler && sizeAt(autoscaler, "max_instances");
  const limit = sizeAt(runner, "limit");
  const jobs = limit ?? concurrent;
  const machines = most ?? (jobs === undefined ? undefined : Math.ceil(jobs / capacity));
  setSize(draft, to, machines);
  if (most !== undefined) {
    autoscaler?.kept("max_instances", formatPath(to));
  } else if (limit !== undefined) {
    autoscaler?.decision(
      "max_instances",
      "0 is no limit, and a fleet must have one; check whether the number of machines is right",
      formatPath(to),
    );
  } else if (autoscaler?.has("max_instances")) {
    reportNoLimit(input, to, autoscaler, "max_instances");
  } else {
    reportNoLimit(input, to, runner, "limit");
  }
  reportLimit(runner, formatPath(to), limit, most, (machines ?? 0) * capacity);
}

/** How many jobs a machine gets, at once and in all; gives back how many at once. */
function importUse(autoscaler: TrackedTable, draft: Draft, path: Path): number {
  const capacity = sizeAt(autoscaler, "capacity_per_instance") ?? 1;
  const uses = sizeAt(autoscaler, "max_use_count") ?? 0;
  const sizes = [
    { key: "capacity_per_instance", to: [...path, "capacityPerInstance"], size: capacity },
    // Left out it is 0 for the runner, machines without end, and 1 for the description.
    { key: "max_use_count", to: [...path, "maxUseCount"], size: uses },
  ];
  for (const { key, to, size } of sizes) {
    if (size !== 1) {
      draft.set(to, size);
    }
    if (!autoscaler.isDealtWith(key)) {
      autoscaler.kept(key, formatPath(to));
    }
  }
  return capacity;
}

function setSize(draft: Draft, path: Path, size: number | undefined): void {
  if (size !== undefined) {
    draft.set(path, size);
  }
}

/** Says where a size comes from that a key leaves open, or that has no key. */
function reportNoLimit({ report, concurrent }: SizesImport, path: Path, table: TrackedTable, key: string): void {
  const to = formatPath(path);
  const none = table.has(key) ? "0 is no limit" : "config.toml has no limit";
  const note =
    concurrent === undefined
      ? `${none}, and a fleet must have one: write how much it may have`
      : `${none}, so that concurrent was the limit; check whether the fleet should have as much`;
  if (table.has(key)) {
    table.decision(key, note, to);
  } else {
    report.push({ key: to, outcome: "decision", to, note });
  }
}

const DERIVED = "it is derived from maxInstances and capacityPerInstance";

function reportLimit(
  runner: TrackedTable,
  to: string,
  limit: number | undefined,
  most: number | undefined,
  jobs: number,
): void {
  if (limit === undefined || (most !== undefined && limit >= jobs)) {
    if (!runner.isDealtWith("limit")) {
      runner.dropped("limit", DERIVED);
    }
  } else if (most === undefined) {
    runner.changed("limit", to, "jobs at once follow from the number of machines and what each takes");
  } else {
    runner.decision(
      "limit",
      `it held the fleet to ${limit} jobs at once, and maxInstances × capacityPerInstance is ${jobs}; lower maxInstances ` +
        "to keep that",
      to,
    );
  }
}
