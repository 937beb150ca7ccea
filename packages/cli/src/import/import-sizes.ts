import { shown, type Draft, type Path } from "./draft";
import { numberOf } from "./number-of";
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
}

const FROM_CONCURRENT = "0 is no limit, so that concurrent was the limit; check whether the fleet should have as much";

/** `limit` of a fleet of pods. */
export function importPodLimit({ runner, draft, path, concurrent }: SizesImport): void {
  const to = [...path, "limit"];
  const limit = numberOf(runner.value("limit"));
  const jobs = limit ?? concurrent;
  if (jobs !== undefined) {
    draft.set(to, jobs);
  }
  if (limit !== undefined) {
    runner.kept("limit", shown(to));
  } else {
    runner.decision("limit", FROM_CONCURRENT, shown(to));
  }
}

/** `limit` and the sizes in `[runners.autoscaler]` of a fleet with machines. */
export function importMachineSizes(
  { runner, draft, path, concurrent }: SizesImport,
  autoscaler: TrackedTable | undefined,
): void {
  const at = (name: string) => [...path, name];
  const capacity = numberOf(autoscaler?.value("capacity_per_instance")) ?? 1;
  const uses = numberOf(autoscaler?.value("max_use_count")) ?? 0;
  const most = numberOf(autoscaler?.value("max_instances"));
  const limit = numberOf(runner.value("limit"));
  const jobs = limit ?? concurrent;
  const machines = most ?? (jobs === undefined ? undefined : Math.ceil(jobs / capacity));
  if (machines !== undefined) {
    draft.set(at("maxInstances"), machines);
  }
  if (capacity !== 1) {
    draft.set(at("capacityPerInstance"), capacity);
  }
  // Left out it is 0 for the runner, machines without end, and 1 for the description.
  if (autoscaler && uses !== 1) {
    draft.set(at("maxUseCount"), uses);
  }
  autoscaler?.kept("capacity_per_instance", shown(at("capacityPerInstance")));
  autoscaler?.kept("max_use_count", shown(at("maxUseCount")));
  if (most === undefined) {
    autoscaler?.decision(
      "max_instances",
      "0 is no limit, and a fleet must have one; check whether the number of machines is right",
      shown(at("maxInstances")),
    );
  } else {
    autoscaler?.kept("max_instances", shown(at("maxInstances")));
  }
  reportLimit(runner, shown(at("maxInstances")), limit, most, (machines ?? 0) * capacity);
}

function reportLimit(
  runner: TrackedTable,
  to: string,
  limit: number | undefined,
  most: number | undefined,
  jobs: number,
): void {
  if (limit === undefined) {
    runner.dropped("limit", "it is derived from maxInstances and capacityPerInstance");
  } else if (most === undefined) {
    runner.changed("limit", to, "jobs at once follow from the number of machines and what each takes");
  } else if (limit < jobs) {
    runner.decision(
      "limit",
      `it held the fleet to ${limit} jobs at once, and maxInstances × capacityPerInstance is ${jobs}; lower maxInstances ` +
        "to keep that",
      to,
    );
  } else {
    runner.dropped("limit", "it is derived from maxInstances and capacityPerInstance");
  }
}
