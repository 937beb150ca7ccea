import { formatPath, METRICS_PORT } from "@runner-fleet/config";
import type { Draft } from "./draft";
import { importTable } from "./import-table";
import { isTable } from "./is-table";
import { textOf } from "./text-of";
import type { TrackedTable } from "./tracked-table";

const DERIVED = "it is derived from maxInstances and capacityPerInstance of all fleets";
const METRICS = new RegExp(`^([^:]*|\\[.*\\]):${METRICS_PORT}$`);
const SHUTDOWN_DRAIN =
  "for docker+machine; a manager of fleets that stops removes its machines, or leaves them to the next one where its " +
  "record of them outlives it: see autoscaler.deleteInstancesOnShutdown";

const NO_SESSIONS =
  "without listen_address there is no session server, so that it had no effect; for interactive web terminals write " +
  "manager.sessionServer";

/**
 * Takes over the keys at the top of config.toml, once the fleets are known.
 *
 * @param concurrent the most jobs that the manager ran at once; `undefined` where config.toml does not say
 */
export function importGlobals(root: TrackedTable, draft: Draft, concurrent: number | undefined): void {
  const jobs = jobsOf(draft);
  if (concurrent !== undefined && concurrent < jobs) {
    root.decision(
      "concurrent",
      `it held all runners together to ${concurrent} jobs at once, and the fleets come to ${jobs}; make them smaller to keep that`,
      formatPath(["fleets"]),
    );
  } else if (!root.isDealtWith("concurrent")) {
    root.dropped("concurrent", DERIVED);
  }
  if (METRICS.test(textOf(root.value("listen_address")) ?? "")) {
    root.dropped("listen_address", `it is derived: the manager's metrics are on port ${METRICS_PORT}`);
  } else {
    root.decision("listen_address", `the manager's metrics are on port ${METRICS_PORT}; change what asks for them`);
  }
  root.table("machine")?.dropped("shutdown_drain", SHUTDOWN_DRAIN);
  importSessionServer(root, draft);
  importTable({ table: root, draft, path: ["manager"], toml: [] });
}

function importSessionServer(root: TrackedTable, draft: Draft): void {
  const table = root.table("session_server");
  if (table && ["", undefined].includes(table.value("listen_address") as string | undefined)) {
    root.dropped("session_server", NO_SESSIONS);
  } else if (table) {
    importTable({ table, draft, path: ["manager", "sessionServer"], toml: ["session_server"] });
  }
}

/** The most jobs that the fleets run at once. */
function jobsOf(draft: Draft): number {
  const fleets = draft.get(["fleets"]);
  return Object.values(isTable(fleets) ? fleets : {})
    .filter(isTable)
    .map(({ limit, maxInstances = 0, capacityPerInstance = 1 }) =>
      Number(limit ?? Number(maxInstances) * Number(capacityPerInstance)),
    )
    .reduce((sum, jobs) => sum + jobs, 0);
}
