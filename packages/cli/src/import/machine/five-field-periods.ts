import { readCronPeriod, type CronPeriod } from "@runner-fleet/config";
import { readSevenFieldPeriod, SevenFieldPeriodError, type SevenFieldPeriod } from "./seven-field-period";

/** What a period of docker+machine becomes in a policy of GitLab's autoscaler. */
export interface FiveFieldPeriods {
  /** Five-field periods, of which any is enough; none where nothing of the period can be said. */
  readonly periods: readonly string[];
  /**
   * What a person should look at, in lower case and without a full stop.
   *
   * @default - nothing: the periods hold at the same minutes
   */
  readonly difference?: string;
}

/**
 * Writes a seven-field period of docker+machine as five-field ones.
 *
 * Both hold while their fields match the current time. A period that restricts both days holds when either matches:
 * it becomes one period for each, so that nothing depends on how a reader of five fields combines them.
 */
export function fiveFieldPeriods(text: string): FiveFieldPeriods {
  let period: SevenFieldPeriod;
  try {
    period = readSevenFieldPeriod(text);
  } catch (error) {
    if (error instanceof SevenFieldPeriodError) {
      return { periods: [], difference: `${error.message}; left out` };
    }
    throw error;
  }
  const time = `${fieldText("minute", period.minutes, period.written.minute)} ${fieldText("hour", period.hours, period.written.hour)}`;
  const days = dayFields(period);
  const differences = [
    ...period.surprises,
    ...secondsDifference(period),
    ...yearsDifference(period),
    ...days.differences,
    ...(days.fields.length === 0 && period.calendarDays.length === 0 ? ["so it held at no time, and is left out"] : []),
  ];
  return {
    periods: days.fields.map((fields) => `${time} ${fields}`),
    ...(differences.length > 0 && { difference: differences.join("; ") }),
  };
}

type Field = "minute" | "hour" | "dayOfMonth" | "month" | "weekday";

interface FiveField {
  /** How many values there are. */
  readonly count: number;
  /** A period that holds at the values of the field's text. */
  readonly period: (text: string) => string;
  readonly holds: (period: CronPeriod, value: number) => boolean;
  /** Every value, in the order in which they are written. */
  readonly values: readonly number[];
  readonly name: (value: number) => string;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
// Sunday is 0 for some and 7 for others, so it stands at the end, by itself.
const SUNDAY_LAST = [1, 2, 3, 4, 5, 6, 0];

const FIELDS: Readonly<Record<Field, FiveField>> = {
  minute: {
    count: 60,
    period: (text) => `${text} * * * *`,
    holds: (period, value) => period.minutes.has(value),
    values: numbers(0, 59),
    name: String,
  },
  hour: {
    count: 24,
    period: (text) => `* ${text} * * *`,
    holds: (period, value) => period.hours.has(value),
    values: numbers(0, 23),
    name: String,
  },
  dayOfMonth: {
    count: 31,
    period: (text) => `* * ${text} * *`,
    holds: (period, value) => period.holdsOn(1, value, 0),
    values: numbers(1, 31),
    name: String,
  },
  month: {
    count: 12,
    period: (text) => `* * * ${text} *`,
    holds: (period, value) => period.holdsOn(value, 1, 0),
    values: numbers(1, 12),
    name: String,
  },
  weekday: {
    count: 7,
    period: (text) => `* * * * ${text}`,
    holds: (period, value) => period.holdsOn(1, 1, value),
    values: SUNDAY_LAST,
    name: (value) => WEEKDAYS[value] as string,
  },
};

/** The text of a field that holds at the values: as written where five fields mean the same by it, else in ranges. */
function fieldText(field: Field, values: ReadonlySet<number>, written?: string): string {
  const { count, holds, period, values: all } = FIELDS[field];
  if (all.filter((value) => values.has(value)).length === count) {
    return "*";
  }
  const asWritten = written?.toLowerCase() ?? "";
  // A leading zero is no number to some readers, and a seventh day of the week no Sunday to some.
  const isPlain = !/(^|\D)0\d/.test(asWritten) && !(field === "weekday" && asWritten.includes("7"));
  const read = isPlain ? readCronPeriod(period(asWritten)) : undefined;
  return read && all.every((value) => holds(read, value) === values.has(value))
    ? asWritten
    : rangesText(FIELDS[field], values);
}

function rangesText({ values: all, name }: FiveField, values: ReadonlySet<number>): string {
  const runs: number[][] = [];
  all.forEach((value, position) => {
    if (!values.has(value)) {
      return;
    }
    const run = runs.at(-1);
    if (run && position > 0 && run.at(-1) === all[position - 1] && value !== 0) {
      run.push(value);
    } else {
      runs.push([value]);
    }
  });
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0] as number)}-${name(run.at(-1) as number)}`] : run.map(name)))
    .join(",");
}

/** The months whose last day is this one; of February it depends on the year. */
const LAST_DAYS: readonly (readonly [string, readonly number[]])[] = [
  ["31", [1, 3, 5, 7, 8, 10, 12]],
  ["30", [4, 6, 9, 11]],
  ["28,29", [2]],
];

/** Day of month, month and day of week of each period that is needed. */
function dayFields(period: SevenFieldPeriod): { fields: string[]; differences: string[] } {
  const { daysOfMonth, weekdays, hasLastDayOfMonth, calendarDays, written } = period;
  const months = fieldText("month", period.months, written.month);
  const isAnyDay = !daysOfMonth && !weekdays;
  const isEveryDay = daysOfMonth?.size === FIELDS.dayOfMonth.count || weekdays?.size === FIELDS.weekday.count;
  if (months === "") {
    return { fields: [], differences: [] };
  }
  if (isAnyDay || isEveryDay) {
    return { fields: [`* ${months} *`], differences: [] };
  }
  const lastDays = LAST_DAYS.flatMap(([day, all]) => {
    const some = all.filter((month) => hasLastDayOfMonth && period.months.has(month));
    return some.length > 0 ? [`${day} ${fieldText("month", new Set(some))} *`] : [];
  });
  return {
    fields: [
      ...(daysOfMonth?.size ? [`${fieldText("dayOfMonth", daysOfMonth, written.dayOfMonth)} ${months} *`] : []),
      ...lastDays,
      ...(weekdays?.size ? [`* ${months} ${fieldText("weekday", weekdays, written.weekday)}`] : []),
    ],
    differences: [
      ...(hasLastDayOfMonth && period.months.has(2)
        ? ["the last day of February is written as 28 and 29, one day too many in leap years"]
        : []),
      ...(calendarDays.length > 0
        ? [`five fields can't say ${calendarDays.join(" and ")}, which is left out; name the days if jobs need them`]
        : []),
    ],
  };
}

function secondsDifference({ seconds }: SevenFieldPeriod): string[] {
  return seconds.size === 60
    ? []
    : [
        seconds.size === 1
          ? "held for one second of each of its minutes, and now for whole minutes; write the hours that are meant"
          : `held for ${seconds.size} seconds of each of its minutes, and now for whole minutes`,
      ];
}

function yearsDifference({ years, written }: SevenFieldPeriod): string[] {
  const isEvery = years.size === 2099 - 1970 + 1;
  return isEvery ? [] : [`held in ${written.year} alone, and five fields have no year; remove it when that is over`];
}
