import { formatGiven } from "../findings/finding";
import { policiesOf } from "../rule/every-fleet";
import { fleetShards, shards } from "../fleets/fleet-shard";
import type { Fleet } from "../schema/fleet";
import type { Policy, RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression } from "../values/expression";
import { knownEntries } from "../values/known-value";
import { heldMinutes, periodOf } from "./held-minutes";
import { idleTarget, noTarget, type IdleTarget } from "./idle-target";
import { alwaysHolds } from "./schedule";
import { localMinutes, MINUTES_OF_WEEK, type Week } from "./week";
import { weekNotes, type WeekNotes } from "./week-notes";

/** What counts at some minutes of a week: a policy, or that none holds. */
export interface CountingTarget extends IdleTarget {
  /** The policy's index in the fleet's list; `undefined` where none holds, or where only Terraform knows the list. */
  readonly policy: number | undefined;
  /** Minutes of the week at which it counts. */
  readonly minutes: number;
}

/** An hour of a week. Numbers that only Terraform knows at some minute of it are left out. */
export interface IdleHour {
  /** Jobs that can start at once while no job runs, at the minute with the fewest. */
  readonly least: number | undefined;
  /** The same at the minute with the most. */
  readonly most: number | undefined;
  /** The most that `scaleFactor` may make of it while jobs run; `most` without one. */
  readonly upTo: number | undefined;
  /** What counts in it, by index in the week's `targets`. */
  readonly targets: readonly number[];
}

/** Idle capacity of a fleet over a week, as its policies ask for it. */
export interface IdleWeek extends WeekNotes {
  /** Monday 00:00 to Sunday 23:00. */
  readonly hours: readonly IdleHour[];
  /** All that counts at some minute: first what holds outside of all policies, then the policies in their order. */
  readonly targets: readonly CountingTarget[];
  /**
   * Hours that machines run in the week for idle places alone, if no job ever runs: the fleet's machines run at least as
   * long. Minutes of which only Terraform knows count as none. `undefined` for a fleet of pods.
   */
  readonly machineHours: number | undefined;
}

const HOUR = 60;
const nothingKnown = { places: undefined, upTo: undefined, machines: undefined } as const;

/**
 * The idle capacity of a fleet in each hour of a week, as GitLab Runner finds it: of several policies that hold at a
 * minute the last one counts, and each is read in its own time zone.
 *
 * @param config a description that was checked
 * @throws Error when there is no such fleet
 */
export function idleWeek(config: RunnerFleetConfig, fleetKey: string, week: Week): IdleWeek {
  const fleet = config.fleets[fleetKey];
  if (!fleet) {
    throw new Error(`'fleetKey' must be one of ${Object.keys(config.fleets).join(", ")}, got ${formatGiven(fleetKey)}`);
  }
  const { policies } = policiesOf(fleet);
  const winners = new Uint16Array(MINUTES_OF_WEEK);
  const notes = weekNotes(fleet, fleetKey, week);
  if (Expression.is(policies)) {
    return weekOfTargets(fleet, winners, [{ policy: undefined, ...nothingKnown }], notes);
  }
  const held = policies.map((policy) => heldBy(policy, week));
  held.forEach((minutes, index) => {
    for (let minute = 0; minute < MINUTES_OF_WEEK; minute += 1) {
      // One that may hold at any minute may also not hold: what counts there is then not known.
      if (minutes?.[minute] !== 0) {
        winners[minute] = index + 1;
      }
    }
  });
  const parts = shards(config).flatMap((shard) => fleetShards(config, shard).filter(({ key }) => key === fleetKey));
  const targets = policies.map((policy, index) => ({
    policy: index,
    ...(held[index] ? idleTarget(parts, policy) : nothingKnown),
  }));
  const otherwise = { policy: undefined, ...idleTarget(parts, noTarget) };
  return weekOfTargets(fleet, winners, [otherwise, ...targets], notes);
}

type Targets = readonly Omit<CountingTarget, "minutes">[];

/** Puts the week together from what counts at each minute, by index in all targets. */
function weekOfTargets(fleet: Fleet, winners: Uint16Array, targets: Targets, notes: WeekNotes): IdleWeek {
  const minutes = targets.map(() => 0);
  winners.forEach((winner) => {
    minutes[winner] = (minutes[winner] ?? 0) + 1;
  });
  const counting = targets.map((target, index) => ({ ...target, minutes: minutes[index] ?? 0 }));
  const shown = counting.filter(({ minutes }) => minutes > 0);
  const position = counting.map((target) => shown.indexOf(target));
  const hours = Array.from({ length: MINUTES_OF_WEEK / HOUR }, (_, hour) => {
    const inHour = [...new Set(winners.subarray(hour * HOUR, (hour + 1) * HOUR))].sort((a, b) => a - b);
    return idleHour(
      inHour.map((winner) => position[winner] as number),
      shown,
    );
  });
  const machineMinutes = shown.reduce((sum, { machines, minutes }) => sum + (machines ?? 0) * minutes, 0);
  return {
    hours,
    targets: shown,
    machineHours: fleet.executor === "kubernetes" ? undefined : machineMinutes / HOUR,
    ...notes,
  };
}

function idleHour(targets: readonly number[], shown: readonly CountingTarget[]): IdleHour {
  const all = (key: keyof IdleTarget) => targets.map((index) => shown[index]?.[key]);
  return {
    least: ofKnown(Math.min, all("places")),
    most: ofKnown(Math.max, all("places")),
    upTo: ofKnown(Math.max, all("upTo")),
    targets,
  };
}

function ofKnown(choose: (...values: number[]) => number, values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? choose(...known) : undefined;
}

/** The minutes at which a policy holds, unless only Terraform knows them. */
function heldBy({ periods, timezone }: Policy, week: Week): Uint8Array | undefined {
  const known = knownEntries(periods).map(([, text]) => periodOf(text));
  if (periods === undefined || known.some(alwaysHolds)) {
    return new Uint8Array(MINUTES_OF_WEEK).fill(1);
  }
  if (Expression.is(periods) || Expression.is(timezone) || known.length < periods.length) {
    return undefined;
  }
  const each = known.map((period) => heldMinutes(period, localMinutes(week, timezone)));
  return new Uint8Array(MINUTES_OF_WEEK).map((_, minute) => Number(each.some((held) => held[minute] === 1)));
}
