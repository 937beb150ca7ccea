import { formatGiven } from "../findings/finding";
import { timeZoneMistake } from "./time-zone";
import { zoneOffsets } from "./zone-offsets";

/** A week that can't be looked at: what must hold, what was given, what to do. */
export class WeekError extends Error {
  constructor(
    /** Which of the options of a week it is about. */
    readonly option: keyof WeekOptions,
    message: string,
  ) {
    super(message);
  }
}

/** Which week is looked at. */
export interface WeekOptions {
  /**
   * Date of its Monday, in this century.
   *
   * @default "2026-01-12"
   */
  readonly monday?: string;
  /**
   * IANA name of the time zone in which its days and hours are read.
   *
   * @default "UTC"
   */
  readonly timezone?: string;
}

/** Seven days from a Monday at 00:00, in one time zone whose clocks do not change in them. */
export interface Week {
  /** Date of its Monday. */
  readonly monday: string;
  /** IANA name of its time zone. */
  readonly timezone: string;
  /** Its first minute, in minutes since 1970 in UTC. */
  readonly start: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;

/** Minutes of a week. */
export const MINUTES_OF_WEEK = 7 * DAY;

// In the middle of a month, far from any change of clocks, and the same whenever it is asked for.
const TYPICAL_MONDAY = "2026-01-12";

/**
 * A week, by default a fixed one, so that the same description always gives the same picture.
 *
 * @throws WeekError when the date is no Monday, the time zone does not exist, or its clocks change in that week
 */
export function weekOf({ monday = TYPICAL_MONDAY, timezone = "UTC" }: WeekOptions = {}): Week {
  const mistake = timeZoneMistake(timezone);
  if (mistake) {
    throw new WeekError("timezone", `${mistake.message}; ${mistake.fix ?? "use a name such as Europe/Paris or UTC"}`);
  }
  const midnight = midnightOf(monday);
  const offset = offsetAt(timezone, midnight);
  const start = midnight - offset;
  if (offsetAt(timezone, start) !== offset || offsetAt(timezone, start + MINUTES_OF_WEEK - 1) !== offset) {
    throw new WeekError(
      "monday",
      `must be a week in which the clocks of ${timezone} do not change, got ${monday}; choose the one before or after`,
    );
  }
  return { monday, timezone, start };
}

/** Midnight of a Monday as if it were in UTC, in minutes since 1970. */
function midnightOf(monday: string): number {
  const time = /^20\d\d-\d\d-\d\d$/.test(monday) ? Date.parse(`${monday}T00:00:00Z`) : NaN;
  // Some engines take the 30th of February for a day of March.
  if (Number.isNaN(time) || dateOf(time / MINUTE) !== monday) {
    throw new WeekError("monday", `must be a date such as "${TYPICAL_MONDAY}", got ${formatGiven(monday)}`);
  }
  const daysSinceMonday = (new Date(time).getUTCDay() + 6) % 7;
  if (daysSinceMonday > 0) {
    throw new WeekError(
      "monday",
      `must be a Monday, got ${formatGiven(monday)}; that week's is ${dateOf(time / MINUTE - daysSinceMonday * DAY)}`,
    );
  }
  return time / MINUTE;
}

const dateOf = (minute: number) => new Date(minute * MINUTE).toISOString().slice(0, 10);

/** Local time less UTC, in minutes. `minute` counts from 1970 in UTC. */
function offsetAt(timezone: string, minute: number): number {
  const year = new Date(minute * MINUTE).getUTCFullYear();
  const ofYear = minute - Date.UTC(year, 0, 1) / MINUTE;
  return zoneOffsets(timezone, year).findLast(({ from }) => from <= ofYear)?.offset ?? 0;
}

const knownMinutes = new WeakMap<Week, Map<string, Int32Array>>();

/**
 * For every minute of the week, what the clocks of a time zone show: minutes since 1970 in local time. Kept as long as
 * the week is, since fleets share their zones.
 */
export function localMinutes(week: Week, timezone: string): Int32Array {
  const zones = knownMinutes.get(week) ?? new Map<string, Int32Array>();
  knownMinutes.set(week, zones);
  const local = zones.get(timezone) ?? findLocalMinutes(week, timezone);
  zones.set(timezone, local);
  return local;
}

// Every change of an offset is at a full quarter of an hour in UTC, and so is every offset.
const QUARTER = 15;

function findLocalMinutes({ start }: Week, timezone: string): Int32Array {
  const local = new Int32Array(MINUTES_OF_WEEK);
  for (let minute = 0; minute < MINUTES_OF_WEEK; minute += QUARTER) {
    const first = start + minute + offsetAt(timezone, start + minute);
    for (let index = 0; index < QUARTER; index += 1) {
      local[minute + index] = first + index;
    }
  }
  return local;
}

/**
 * By how many minutes what is read in another time zone is later on the week's clocks in other weeks of that year
 * (earlier where negative), each amount once. Empty where the two zones change their clocks together, or never.
 */
export function clockShifts(week: Week, timezone: string): number[] {
  const year = Number(week.monday.slice(0, 4));
  const first = Date.UTC(year, 0, 1) / MINUTE;
  const distanceAt = (minute: number) => offsetAt(timezone, minute) - offsetAt(week.timezone, minute);
  const now = distanceAt(week.start);
  const changes = [timezone, week.timezone].flatMap((zone) => zoneOffsets(zone, year).map(({ from }) => first + from));
  const shifts = changes.map((minute) => now - distanceAt(minute)).filter((shift) => shift !== 0);
  return [...new Set(shifts)].sort((a, b) => a - b);
}
