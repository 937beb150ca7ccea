import { formatPath } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { importTable, type TableImport } from "./import-table";
import type { TrackedTable } from "./tracked-table";

/** The `[[runners.autoscaler.policy]]` of a fleet. */
export interface PoliciesImport {
  /** The tables. */
  readonly policies: readonly TrackedTable[];
  /** The description so far. */
  readonly draft: Draft;
  /** Where the fleet is in the description. */
  readonly path: Path;
  /** Where its runner is in the config.toml that the description is rendered to. */
  readonly toml: Path;
}

/** Takes over the policies, but for a first one that says what holds outside of all of them. */
export function importPolicies({ policies, draft, path, toml }: PoliciesImport): void {
  const implied = policies[0] && isImplied(policies[0]) ? 1 : 0;
  policies.forEach((policy, index) => {
    const at = [...path, "policies", index - implied];
    if (index < implied) {
      policy
        .keys()
        .forEach((key) => policy.kept(key, formatPath([...path, "policies"]), "what holds where no policy does"));
      return;
    }
    importPolicy({ table: policy, draft, path: at, toml: [...toml, "autoscaler", "policy", index] });
  });
}

/** A policy that keeps nothing at any time, as the description does by itself outside of its policies. */
function isImplied(policy: TrackedTable): boolean {
  const expected: Readonly<Record<string, readonly unknown[]>> = {
    idle_count: [undefined, 0],
    idle_time: ["20m", "20m0s"],
    timezone: [undefined, "UTC"],
  };
  return (
    isAlways(policy.value("periods")) &&
    Object.entries(expected).every(([key, values]) => values.includes(policy.value(key))) &&
    policy.keys().every((key) => key.toLowerCase() === "periods" || key.toLowerCase() in expected)
  );
}

const isAlways = (periods: unknown) =>
  periods === undefined || (Array.isArray(periods) && periods.length === 1 && periods[0] === "* * * * *");

function importPolicy(input: TableImport): void {
  const { table, draft, path } = input;
  // An empty table still is a policy.
  draft.set(path, {});
  if (isAlways(table.value("periods"))) {
    table.kept("periods", formatPath([...path, "periods"]), "it is the default");
  } else if (isUnset(table.value("timezone"))) {
    table.decision(table.has("timezone") ? "timezone" : "periods", HOST_ZONE, formatPath([...path, "timezone"]));
    draft.set([...path, "periods"], table.value("periods"));
  }
  if (isUnset(table.value("idle_time"))) {
    // It is nothing for the runner, and 20 minutes for the description.
    draft.set([...path, "idleTime"], "0s");
    table.changed("idle_time", formatPath([...path, "idleTime"]), "it was 0, written as 0s");
  }
  importTable(input);
}

const HOST_ZONE =
  "without a timezone the periods were read in that of the manager's host, and here they are read in UTC: put in the " +
  "zone that is meant";

const isUnset = (value: unknown) => value === undefined || value === "" || value === 0;
