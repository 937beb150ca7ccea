import type { CronPeriod } from "./cron-period";
import { zoneOffsets } from "./zone-offsets";

/** When a policy holds. */
export interface Schedule {
  /** Its periods; any of them is enough. */
  readonly periods: readonly CronPeriod[];
  /** IANA name of the time zone in which they are read. */
  readonly timezone: string;
}

const MINUTES_OF_DAY = 24 * 60;
// A leap year, so that February has its 29th. The current one would give another answer every year.
const YEAR = 2028;
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type AnyDate = readonly [month: number, dayOfMonth: number, weekday: number];

let everyDate: readonly AnyDate[] | undefined;

/**
 * Every month, day and weekday that comes together in some year: any date falls on any weekday sooner or later. Made when
 * it is first asked for, since a description without policies has no use for it.
 */
const anyDates = (): readonly AnyDate[] =>
  (everyDate ??= DAYS_OF_MONTH.flatMap((days, month) =>
    Array.from({ length: days * 7 }, (_, index): AnyDate => [month + 1, Math.floor(index / 7) + 1, index % 7]),
  ));

const datesByPeriod = new WeakMap<CronPeriod, Uint8Array>();

/** For each of `anyDates`, 1 where a period holds on it. */
function datesOf(period: CronPeriod): Uint8Array {
  const dates = datesByPeriod.get(period) ?? Uint8Array.from(anyDates(), (date) => Number(period.holdsOn(...date)));
  datesByPeriod.set(period, dates);
  return dates;
}

/** Whether there is a minute at which a period holds. */
export const everHolds = (period: CronPeriod) => datesOf(period).includes(1);

/** Whether a period holds at every minute. */
export const alwaysHolds = (period: CronPeriod) =>
  period.minutes.size === 60 && period.hours.size === 24 && !datesOf(period).includes(0);

/**
 * Of schedules of which the last one that holds counts, those of which no minute ever counts, by index.
 *
 * @param schedules in order; `undefined` stands for one that is not known, and is taken to hide nothing
 */
export function hiddenSchedules(schedules: readonly (Schedule | undefined)[]): number[] {
  const everyMinute = schedules.map((schedule) => schedule?.periods.some(alwaysHolds) ?? false);
  const last = everyMinute.lastIndexOf(true);
  const candidates = schedules.flatMap((schedule, index) =>
    schedule && index > last ? [{ index, schedule, periods: schedule.periods }] : [],
  );
  const before = schedules.flatMap((schedule, index) => (schedule && index < last ? [index] : []));
  const zones = new Set(candidates.map(({ schedule }) => schedule.timezone));
  // The catch-all at `last` counts where no later one holds; its zone does not matter.
  const all = [...(last >= 0 ? [{ index: last, schedule: undefined, periods: [] }] : []), ...candidates];
  if (candidates.length === 0 || all.length < 2) {
    return before;
  }
  const seen = zones.size === 1 ? seenOnAnyDate(all) : seenInOneYear(all);
  return [...before, ...all.filter(({ index }) => !seen.has(index)).map(({ index }) => index)];
}

interface Candidate {
  readonly index: number;
  /** Left out for one that holds at every minute. */
  readonly schedule: Schedule | undefined;
  readonly periods: readonly CronPeriod[];
}

/** In one time zone local time is enough: what counts at a minute of the day depends on the date alone. */
function seenOnAnyDate(candidates: readonly Candidate[]): Set<number> {
  const seen = new Set<number>();
  for (const date of differentDates(candidates.flatMap(({ periods }) => periods))) {
    const covered = new Uint8Array(MINUTES_OF_DAY);
    for (const { index, schedule, periods } of [...candidates].reverse()) {
      const today = periods.filter((period) => datesOf(period)[date] === 1);
      for (const minutes of schedule ? today.map(minutesOfDay) : [allMinutes]) {
        for (const minute of minutes) {
          if (covered[minute] === 0) {
            covered[minute] = 1;
            seen.add(index);
          }
        }
      }
    }
  }
  return seen;
}

/** One of `anyDates`, by index, for every way in which some of the periods hold on a date and the others do not. */
function differentDates(periods: readonly CronPeriod[]): Iterable<number> {
  let groups = new Uint16Array(anyDates().length);
  let first = new Map([[0, 0]]);
  for (const period of periods) {
    const dates = datesOf(period);
    const numbers = new Map<number, number>();
    first = new Map();
    groups = groups.map((group, date) => {
      const key = group * 2 + (dates[date] as number);
      const number = numbers.get(key) ?? numbers.size;
      if (number === numbers.size) {
        numbers.set(key, number);
        first.set(number, date);
      }
      return number;
    });
  }
  return first.values();
}

/** In several time zones, whose distance changes over the year, every minute of a year is looked at in UTC. */
function seenInOneYear(candidates: readonly Candidate[]): Set<number> {
  const start = Date.UTC(YEAR, 0, 1);
  const length = (Date.UTC(YEAR + 1, 0, 1) - start) / 60_000;
  const covered = new Uint8Array(length);
  const seen = new Set<number>();
  for (const { index, schedule, periods } of [...candidates].reverse()) {
    if (!schedule) {
      if (covered.includes(0)) {
        seen.add(index);
      }
      continue;
    }
    const offsets = zoneOffsets(schedule.timezone, YEAR);
    let holds = false;
    offsets.forEach(({ from, offset }, position) => {
      const to = offsets[position + 1]?.from ?? length;
      const firstDay = Math.floor((from + offset) / MINUTES_OF_DAY);
      const lastDay = Math.floor((to - 1 + offset) / MINUTES_OF_DAY);
      for (let day = firstDay; day <= lastDay; day += 1) {
        const date = new Date(start + day * MINUTES_OF_DAY * 60_000);
        const midnight = day * MINUTES_OF_DAY - offset;
        for (const period of periods) {
          if (!period.holdsOn(date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) {
            continue;
          }
          for (const ofDay of minutesOfDay(period)) {
            const minute = midnight + ofDay;
            if (minute < from || minute >= to) {
              continue;
            }
            holds = true;
            if (covered[minute] === 0) {
              covered[minute] = 1;
              seen.add(index);
            }
          }
        }
      }
    });
    // A date that this year puts on another weekday says nothing of other years.
    if (!holds) {
      seen.add(index);
    }
  }
  return seen;
}

const allMinutes = Array.from({ length: MINUTES_OF_DAY }, (_, minute) => minute);

const minutesByPeriod = new WeakMap<CronPeriod, readonly number[]>();

function minutesOfDay(period: CronPeriod): readonly number[] {
  const found =
    minutesByPeriod.get(period) ??
    [...period.hours].flatMap((hour) => [...period.minutes].map((minute) => hour * 60 + minute));
  minutesByPeriod.set(period, found);
  return found;
}
