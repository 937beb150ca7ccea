import { formatGiven } from "@runner-fleet/config";
import type { TrackedTable } from "../tracked-table";
import { fiveFieldPeriods } from "./five-field-periods";
import { idleKeys, importIdle, type IdleKeys, type IdleSettings } from "./machine-idle";

/** A policy of a fleet, as plain JSON. */
export interface ImportedPolicy extends IdleSettings {
  /**
   * Five-field periods.
   *
   * @default - it holds always
   */
  readonly periods?: readonly string[];
  /**
   * IANA name of the time zone of the periods.
   *
   * @default - UTC
   */
  readonly timezone?: string;
}

/** Where the keys of a scheduled policy are. */
interface Section {
  readonly table: TrackedTable;
  readonly periods: string;
  readonly timezone: string;
  readonly idle: IdleKeys;
}

const OFF_PEAK: Omit<Section, "table"> = {
  periods: "OffPeakPeriods",
  timezone: "OffPeakTimezone",
  // Off-peak mode had no factor.
  idle: { count: "OffPeakIdleCount", time: "OffPeakIdleTime", min: "", factor: "" },
};
const AUTOSCALING: Omit<Section, "table"> = { periods: "Periods", timezone: "Timezone", idle: idleKeys };
const EVERY_MINUTE = "* * * * *";

/**
 * The policies of a fleet: what `[runners.machine]` itself says, always; then each `[[runners.machine.autoscaling]]`. Of
 * several that hold at once the last one counts, for docker+machine and for GitLab's autoscaler, so the order stays.
 *
 * @param fleetPath where the fleet is in the description, such as `fleets.linux`
 * @param most the machines that there may be
 */
export function importPolicies(machine: TrackedTable, fleetPath: string, most?: number): readonly ImportedPolicy[] {
  const policies: ImportedPolicy[] = [];
  const place = () => `${fleetPath}.policies[${policies.length}]`;
  policies.push(importIdle(machine, idleKeys, place(), most));
  const tables = machine.tables("autoscaling");
  for (const section of [
    ...offPeak(machine, tables.length > 0, place()),
    ...tables.map((table) => ({ table, ...AUTOSCALING })),
  ]) {
    const policy = importSection(section, place(), most);
    policies.push(...(policy ? [policy] : []));
  }
  return policies;
}

/** Off-peak mode, in which runners before 14.0 were where there is no `[[runners.machine.autoscaling]]`. */
function offPeak(machine: TrackedTable, hasAutoscaling: boolean, to: string): Section[] {
  const { periods, timezone, idle } = OFF_PEAK;
  const keys = [periods, timezone, idle.count, idle.time];
  if (hasAutoscaling) {
    keys.forEach((key) => machine.dropped(key, "without effect beside [[runners.machine.autoscaling]]"));
    return [];
  }
  if (texts(machine.value(periods)).length === 0) {
    keys.forEach((key) => machine.dropped(key, "without effect, since OffPeakPeriods names no period"));
    return [];
  }
  machine.decision(
    periods,
    "GitLab Runner ignores off-peak mode since 14.0; written as the policy that it was before: remove it if your idle " +
      "machines should stay as they are today",
    to,
  );
  return [{ table: machine, ...OFF_PEAK }];
}

function importSection(
  { table, periods, timezone, idle }: Section,
  to: string,
  most?: number,
): ImportedPolicy | undefined {
  const fields = importPeriods(table, periods, `${to}.periods`);
  if (fields.length === 0) {
    const why =
      texts(table.value(periods)).length === 0 ? `without ${periods} it never held` : `${periods} is left out`;
    [periods, timezone, ...Object.values(idle)].forEach((key: string) => {
      if (key !== periods || texts(table.value(periods)).length === 0) {
        table.dropped(key, `no policy comes of this part: ${why}`);
      }
    });
    return undefined;
  }
  const zone = importTimezone(table, periods, timezone, `${to}.timezone`, fields);
  reportOmissions(table, periods, idle, to);
  return { periods: fields, timezone: zone, ...importIdle(table, idle, to, most) };
}

function importPeriods(table: TrackedTable, key: string, to: string): readonly string[] {
  const written = table.value(key);
  const found = (Array.isArray(written) ? written : []).flatMap((period: unknown, index) => {
    if (typeof period !== "string") {
      table.decision(`${key}[${index}]`, `must be a text, got ${formatGiven(period)}`, to);
      return [];
    }
    const { periods, difference } = fiveFieldPeriods(period);
    const text = `${formatGiven(period)} is ${periods.map(formatGiven).join(" and ")}`;
    if (difference === undefined) {
      table.changed(`${key}[${index}]`, to, `${text}, which holds at the same minutes`);
    } else {
      const isSaid = periods.length > 0;
      table.decision(
        `${key}[${index}]`,
        `${isSaid ? text : formatGiven(period)}: ${difference}`,
        isSaid ? to : undefined,
      );
    }
    return periods;
  });
  return found.includes(EVERY_MINUTE) ? [EVERY_MINUTE] : [...new Set(found)];
}

function importTimezone(
  table: TrackedTable,
  periods: string,
  key: string,
  to: string,
  fields: readonly string[],
): string {
  const written = table.value(key);
  if (typeof written === "string" && written !== "" && written !== "Local") {
    table.kept(key, to);
    return written;
  }
  if (fields.includes(EVERY_MINUTE)) {
    table.dropped(key, "without effect on periods that hold always");
  } else {
    table.decision(
      table.has(key) ? key : periods,
      `${table.has(key) ? formatGiven(written) : `without ${key} it`} is the time zone of the old manager's host; UTC is ` +
        "written: put in the zone that is meant",
      to,
    );
  }
  return "UTC";
}

/** Says what a table leaves out, and so is 0 and not what the tables before it say. */
function reportOmissions(table: TrackedTable, periods: string, { count, time }: IdleKeys, to: string): void {
  const absent = [count, time].filter((key) => !table.has(key));
  if (absent.length > 0) {
    table.changed(periods, to, `without ${absent.join(" and ")}, which ${absent.length > 1 ? "are" : "is"} then 0`);
  }
}

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
