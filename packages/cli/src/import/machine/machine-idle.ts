import { Duration } from "@runner-fleet/config";
import { numberAt } from "../number-at";
import type { TrackedTable } from "../tracked-table";

/** How much idle capacity a policy keeps, as plain JSON. */
export interface IdleSettings {
  /** Jobs that idle machines can take. */
  readonly idleCount: number;
  /** Time after which an idle machine goes that is not needed, as a Go duration. */
  readonly idleTime: string;
  /**
   * Idle capacity for each job that runs.
   *
   * @default - none
   */
  readonly scaleFactor?: number;
  /**
   * The most idle capacity that `scaleFactor` may ask for.
   *
   * @default - none; given with `scaleFactor`
   */
  readonly scaleFactorLimit?: number;
}

/** The keys that say how many machines are idle; a table of `[[runners.machine.autoscaling]]` has them by these names. */
export interface IdleKeys {
  /** Idle machines, at most where there is a factor. */
  readonly count: string;
  /** Seconds after which an idle machine goes. */
  readonly time: string;
  /** Idle machines at least, where there is a factor. */
  readonly min: string;
  /** Idle machines for each one in use. */
  readonly factor: string;
}

/** The keys of `[runners.machine]` and of each of its `autoscaling` tables. */
export const idleKeys: IdleKeys = {
  count: "IdleCount",
  time: "IdleTime",
  min: "IdleCountMin",
  factor: "IdleScaleFactor",
};

/** What Go can count in nanoseconds. */
const LONGEST_SECONDS = 9_223_372_036;
const PER_MACHINE = "machines there and jobs here, which is the same with one job per machine";

/**
 * Reads how many idle machines docker+machine keeps, and reports on the keys.
 *
 * It keeps `IdleCount` of them; with `IdleScaleFactor` that many for each machine in use, at least `IdleCountMin` (1 when
 * it is less or left out) and at most `IdleCount`. A key that is left out is 0: a table takes nothing from another.
 *
 * @param to where the policy is in the description, such as `fleets.linux.policies[0]`
 * @param most the machines that there may be, which is also the most that can be idle
 */
export function importIdle(table: TrackedTable, keys: IdleKeys, to: string, most = Infinity): IdleSettings {
  const upper = Math.max(0, numberAt(table, keys.count));
  const least = numberAt(table, keys.min);
  const factor = numberAt(table, keys.factor);
  const count = Math.min(upper, most);
  const cut = count < upper ? `; ${count}, since there are no more machines (maxInstances)` : "";
  const idleTime = importIdleTime(table, keys.time, `${to}.idleTime`);
  if (upper === 0 || factor <= 0) {
    table.kept(keys.count, `${to}.idleCount`, upper === 0 ? undefined : PER_MACHINE + cut);
    const why = upper === 0 ? `has no effect while ${keys.count} is 0` : `has no effect without ${keys.factor}`;
    table.dropped(keys.min, why);
    table.dropped(keys.factor, factor <= 0 ? "0 is off, as without it" : why);
    return { idleCount: count, idleTime };
  }
  const idleCount = Math.min(Math.max(1, least), count);
  const raised = idleCount === least ? PER_MACHINE : `${idleCount}, which is what it was taken for`;
  table.changed(keys.count, `${to}.scaleFactorLimit`, `with ${keys.factor} it is the upper limit, in jobs${cut}`);
  if (idleCount === least) {
    table.kept(keys.min, `${to}.idleCount`, raised);
  } else {
    table.changed(keys.min, `${to}.idleCount`, raised);
  }
  const withoutMin = table.has(keys.min) ? "" : `; without ${keys.min} at least ${idleCount} is idle, in idleCount`;
  table.kept(keys.factor, `${to}.scaleFactor`, `idle capacity for each job that runs${withoutMin}`);
  return { idleCount, idleTime, scaleFactor: factor, scaleFactorLimit: count };
}

function importIdleTime(table: TrackedTable, key: string, to: string): string {
  const seconds = Math.min(Math.max(0, Math.trunc(numberAt(table, key))), LONGEST_SECONDS);
  const idleTime = Duration.seconds(seconds).toString();
  table.changed(key, to, `${seconds} seconds, written as ${idleTime}`);
  return idleTime;
}
