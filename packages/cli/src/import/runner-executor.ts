import { importedExecutors, foreignExecutors, type ImportedExecutor } from "./imported-executors";
import { textOf } from "./text-of";
import type { TrackedTable } from "./tracked-table";

/** What tells the executor of an entry of `[[runners]]` that does not name it, as in the values of a chart. */
const tables: readonly (readonly [string, string])[] = [
  ["kubernetes", "kubernetes"],
  ["machine", "docker+machine"],
  ["instance", "instance"],
  ["autoscaler", "docker-autoscaler"],
  ["docker", "docker"],
];

/** The executor of an entry of `[[runners]]`: as it says, else by the tables that it has; empty where nothing tells. */
export function runnerExecutor(runner: TrackedTable): string {
  const given = runner.value("executor") ?? "";
  return given === "" ? (tables.find(([table]) => runner.has(table))?.[1] ?? "") : (textOf(given) ?? "");
}

/** What becomes of a runner; `undefined` where no fleet can have its jobs. */
export function importedExecutor(runner: TrackedTable): ImportedExecutor | undefined {
  const executor = runnerExecutor(runner);
  return Object.hasOwn(importedExecutors, executor) ? importedExecutors[executor] : undefined;
}

/** Why no fleet can have a runner's jobs, and what to do. */
export function foreignReason(runner: TrackedTable): string {
  const executor = runnerExecutor(runner);
  return (
    (Object.hasOwn(foreignExecutors, executor) ? foreignExecutors[executor] : undefined) ??
    "its executor is none that GitLab Runner has; correct it in config.toml, and import it again"
  );
}
