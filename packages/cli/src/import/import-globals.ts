import { shown, type Draft } from "./draft";
import { importTable } from "./import-table";
import { numberOf } from "./number-of";
import { isTable, type TrackedTable } from "./tracked-table";

const DERIVED = "it is derived from maxInstances and capacityPerInstance of all fleets";
const METRICS = /^[^:]*:9252$|^\[.*\]:9252$/;

/** Takes over the keys at the top of config.toml, once the fleets are known. */
export function importGlobals(root: TrackedTable, draft: Draft): void {
  const concurrent = numberOf(root.value("concurrent"));
  const jobs = jobsOf(draft);
  if (concurrent !== undefined && concurrent < jobs) {
    root.decision(
      "concurrent",
      `it held all runners together to ${concurrent} jobs at once, and the fleets come to ${jobs}; make them smaller to keep that`,
      shown(["fleets"]),
    );
  } else {
    root.dropped("concurrent", DERIVED);
  }
  if (METRICS.test(String(root.value("listen_address")))) {
    root.dropped("listen_address", "it is derived: the manager's metrics are on port 9252");
  } else {
    root.decision("listen_address", "the manager's metrics are on port 9252; change what asks for them");
  }
  importTable({ table: root, draft, path: ["manager"], toml: [] });
}

function jobsOf(draft: Draft): number {
  const fleets = draft.get(["fleets"]);
  return Object.values(isTable(fleets) ? fleets : {})
    .filter(isTable)
    .map(
      ({ limit, maxInstances, capacityPerInstance }) =>
        numberOf(limit) ?? (numberOf(maxInstances) ?? 0) * (numberOf(capacityPerInstance) ?? 1),
    )
    .reduce((sum, part) => sum + part, 0);
}
