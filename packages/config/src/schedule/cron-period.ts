/** What is wrong with a text that is no period. */
export class CronPeriodError extends Error {
  constructor(
    message: string,
    /**
     * What to write instead.
     *
     * @default - nothing better than five right fields
     */
    readonly fix?: string,
  ) {
    super(message);
  }
}

/** The minutes at which a policy's period holds, read from five cron fields. */
export interface CronPeriod {
  /** Minutes of the hour. */
  readonly minutes: ReadonlySet<number>;
  /** Hours of the day. */
  readonly hours: ReadonlySet<number>;
  /** Whether the period holds on a day. `month` is 1 to 12, `weekday` 0 (Sunday) to 6. */
  readonly holdsOn: (month: number, dayOfMonth: number, weekday: number) => boolean;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const SUNDAY = 7;

const FIELDS = [
  { name: "minute", min: 0, max: 59, names: [] },
  { name: "hour", min: 0, max: 23, names: [] },
  { name: "day of month", min: 1, max: 31, names: [] },
  { name: "month", min: 1, max: 12, names: MONTHS },
  { name: "day of week", min: 0, max: SUNDAY, names: WEEKDAYS },
] as const satisfies readonly Field[];

/**
 * Reads five cron fields as GitLab documents them for `[[runners.autoscaler.policy]]`: numbers, names of months and
 * weekdays, `*`, ranges, steps after `*` or a range, lists.
 *
 * @throws CronPeriodError when the text is not such a period
 */
export function parseCronPeriod(text: string): CronPeriod {
  if (text.startsWith("@")) {
    throw new CronPeriodError("must be five cron fields and no macro");
  }
  const written = text.trim().split(/\s+/);
  if (written.length !== FIELDS.length || written[0] === "") {
    const count = written[0] === "" ? 0 : written.length;
    throw new CronPeriodError(
      `must be five cron fields (minute, hour, day of month, month, day of week), has ${count}`,
    );
  }
  const [minutes, hours, daysOfMonth, months, weekdays] = FIELDS.map((field, index) =>
    parseField(field, written[index] as string),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  if (weekdays.delete(SUNDAY)) {
    weekdays.add(0);
  }
  const isAnyDayOfMonth = written[2]?.startsWith("*");
  const isAnyWeekday = written[4]?.startsWith("*");
  return {
    minutes,
    hours,
    // Where both days are restricted, either is enough: so do cron (POSIX) and its descendants. GitLab documents the
    // syntax as unix-cron and says nothing else; its own parser could not be read.
    holdsOn: (month, dayOfMonth, weekday) =>
      months.has(month) &&
      (isAnyDayOfMonth || isAnyWeekday
        ? daysOfMonth.has(dayOfMonth) && weekdays.has(weekday)
        : daysOfMonth.has(dayOfMonth) || weekdays.has(weekday)),
  };
}

function parseField(field: Field, text: string): Set<number> {
  const values = new Set<number>();
  for (const entry of text.split(",")) {
    const { from, to, step } = parseRange(field, entry);
    for (let value = from; value <= to; value += step) {
      values.add(value);
    }
  }
  return values;
}

function parseRange(field: Field, entry: string): { from: number; to: number; step: number } {
  const [, star, start, end, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(entry) ?? [];
  if (star === undefined && start === undefined) {
    throw new CronPeriodError(`${field.name} ${JSON.stringify(entry)} is no number, name, range or list`);
  }
  if (step !== undefined && Number(step) === 0) {
    throw new CronPeriodError(`${field.name} ${JSON.stringify(entry)} has a step of 0`);
  }
  if (star !== undefined) {
    return { from: field.min, to: field.name === "day of week" ? SUNDAY - 1 : field.max, step: Number(step ?? 1) };
  }
  const from = parseValue(field, start as string);
  const to = end === undefined ? from : parseValue(field, end);
  if (end === undefined && step !== undefined) {
    throw new CronPeriodError(
      `${field.name} ${JSON.stringify(entry)} has a step after a single value`,
      `write ${from}-${field.max}/${step}`,
    );
  }
  if (end !== undefined && [start, end].some((name) => name?.toLowerCase() === "sun")) {
    // Sunday is 0 for some and 7 for others, and a range that ends below its start stops the manager from taking jobs.
    throw new CronPeriodError(
      `${field.name} ${JSON.stringify(entry)} is a range with sun`,
      "write the days one by one, such as sat,sun, or as numbers, where Sunday is 0 and 7",
    );
  }
  if (from > to) {
    throw new CronPeriodError(
      `${field.name} ${JSON.stringify(entry)} ends before it starts`,
      `write ${from}-${field.max},${field.min}-${to}`,
    );
  }
  return { from, to, step: Number(step ?? 1) };
}

function parseValue(field: Field, text: string): number {
  const named = field.names.indexOf(text.toLowerCase());
  if (named >= 0) {
    return named + field.min;
  }
  const value = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  if (!(value >= field.min && value <= field.max)) {
    throw new CronPeriodError(
      `${field.name} must be ${field.min} to ${field.max}${field.names.length > 0 ? ` or ${field.names[0]}, …` : ""}, got ${JSON.stringify(text)}`,
    );
  }
  return value;
}

const read = new Map<string, CronPeriod | undefined>();

/** The period that five cron fields are, or `undefined` when they can't be read. Fleets share their periods. */
export function readCronPeriod(text: string): CronPeriod | undefined {
  if (!read.has(text)) {
    try {
      read.set(text, parseCronPeriod(text));
    } catch {
      read.set(text, undefined);
    }
  }
  return read.get(text);
}
