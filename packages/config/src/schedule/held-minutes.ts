import { parseCronPeriod, readCronPeriod, type CronPeriod } from "./cron-period";

const DAY = 24 * 60;

/**
 * The period of a text, one object for all fleets that have it.
 *
 * @throws CronPeriodError when the text is no period; those of a checked description are
 */
export const periodOf = (text: string): CronPeriod => readCronPeriod(text) ?? parseCronPeriod(text);

const knownMinutes = new WeakMap<Int32Array, WeakMap<CronPeriod, Uint8Array>>();

/**
 * For every minute, 1 where a period holds. Kept as long as both arguments are, since fleets share their periods.
 *
 * @param local what the clocks of the period's time zone show at each minute, in minutes since 1970
 */
export function heldMinutes(period: CronPeriod, local: Int32Array): Uint8Array {
  const periods = knownMinutes.get(local) ?? new WeakMap<CronPeriod, Uint8Array>();
  knownMinutes.set(local, periods);
  const held = periods.get(period) ?? findHeldMinutes(period, local);
  periods.set(period, held);
  return held;
}

function findHeldMinutes(period: CronPeriod, local: Int32Array): Uint8Array {
  const held = new Uint8Array(local.length);
  let today: number | undefined;
  let holdsToday = false;
  local.forEach((minute, index) => {
    const day = Math.floor(minute / DAY);
    if (day !== today) {
      today = day;
      const date = new Date(day * DAY * 60_000);
      holdsToday = period.holdsOn(date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay());
    }
    const ofDay = minute - day * DAY;
    held[index] = Number(holdsToday && period.hours.has(Math.floor(ofDay / 60)) && period.minutes.has(ofDay % 60));
  });
  return held;
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Whether a period depends on the day of the month or on the month, so that one week does not show what it does. */
export const dependsOnDate = ({ holdsOn }: CronPeriod): boolean =>
  upTo(12).some((month) =>
    upTo(31).some((day) => upTo(7).some((weekday) => holdsOn(month, day, weekday % 7) !== holdsOn(1, 1, weekday % 7))),
  );
