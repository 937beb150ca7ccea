/** Why docker+machine itself can't read a period, in lower case and without a full stop. */
export class SevenFieldPeriodError extends Error {}

/** The seconds at which a period of docker+machine holds, as gorhill/cronexpr of the runner reads its fields. */
export interface SevenFieldPeriod {
  /** Seconds of the minute; 0 alone where fewer than seven fields are written. */
  readonly seconds: ReadonlySet<number>;
  /** Minutes of the hour. */
  readonly minutes: ReadonlySet<number>;
  /** Hours of the day. */
  readonly hours: ReadonlySet<number>;
  /** Months, 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** Years, 1970 to 2099. */
  readonly years: ReadonlySet<number>;
  /**
   * Days of the month.
   *
   * @default - the day of the month does not matter
   */
  readonly daysOfMonth?: ReadonlySet<number>;
  /**
   * Days of the week, 0 is Sunday. Where both days are there either is enough.
   *
   * @default - the day of the week does not matter
   */
  readonly weekdays?: ReadonlySet<number>;
  /** Whether the last day of a month is among the days (`L`). */
  readonly hasLastDayOfMonth: boolean;
  /** Days that follow from the calendar of each month, as written: `15W`, `LW`, `5#3`, `5L`. */
  readonly calendarDays: readonly string[];
  /** What the reader does with the text and its author hardly expects. */
  readonly surprises: readonly string[];
  /** The fields as written, for what is made of them. */
  readonly written: Readonly<Record<FieldName, string>>;
}

/** A field of a period. */
export type FieldName = "second" | "minute" | "hour" | "dayOfMonth" | "month" | "weekday" | "year";

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** What a single value may be, in lower case. */
  readonly value: string;
  readonly names: readonly string[];
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const namePattern = (names: readonly string[]) => names.map((name) => `${name}|${name.slice(0, 3)}`).join("|");

const FIELDS: Readonly<Record<FieldName, Field>> = {
  second: { name: "second", min: 0, max: 59, value: "0?[0-9]|[1-5][0-9]", names: [] },
  minute: { name: "minute", min: 0, max: 59, value: "0?[0-9]|[1-5][0-9]", names: [] },
  hour: { name: "hour", min: 0, max: 23, value: "0?[0-9]|1[0-9]|2[0-3]", names: [] },
  dayOfMonth: { name: "day of month", min: 1, max: 31, value: "0?[1-9]|[12][0-9]|3[01]", names: [] },
  month: { name: "month", min: 1, max: 12, value: `0?[1-9]|1[012]|${namePattern(MONTHS)}`, names: MONTHS },
  weekday: { name: "day of week", min: 0, max: 6, value: `0?[0-7]|${namePattern(WEEKDAYS)}`, names: WEEKDAYS },
  year: { name: "year", min: 1970, max: 2099, value: "19[789][0-9]|20[0-9]{2}", names: [] },
};

const MACROS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 0 1 1 * *",
  "@annually": "0 0 0 1 1 * *",
  "@monthly": "0 0 0 1 * * *",
  "@weekly": "0 0 0 * * 0 *",
  "@daily": "0 0 0 * * * *",
  "@hourly": "0 0 * * * * *",
};

const NAMES_BY_COUNT: Readonly<Record<number, readonly FieldName[]>> = {
  5: ["minute", "hour", "dayOfMonth", "month", "weekday"],
  6: ["minute", "hour", "dayOfMonth", "month", "weekday", "year"],
  7: ["second", "minute", "hour", "dayOfMonth", "month", "weekday", "year"],
};

/**
 * Reads a period of `[[runners.machine.autoscaling]]` with all that the runner's reader takes: five to seven fields
 * (more are not looked at), macros, names, ranges, steps, lists, `?`, `L`, `W` and `#`.
 *
 * @throws SevenFieldPeriodError when the runner's manager would not start with the text, or crash on it
 */
export function readSevenFieldPeriod(text: string): SevenFieldPeriod {
  const fields = text.replace(/@[a-z]+/g, (macro) => MACROS[macro] ?? macro).match(/[^\t\n\f\r ]+/g) ?? [];
  const names = NAMES_BY_COUNT[Math.min(fields.length, 7)];
  if (!names) {
    throw new SevenFieldPeriodError(`has ${fields.length} of its seven fields`);
  }
  const written = Object.fromEntries([
    ["second", "0"],
    ["year", "*"],
    ...names.map((name, index) => [name, fields[index]]),
  ]) as Record<FieldName, string>;
  const surprises: string[] = [];
  const of = (name: FieldName) => readField(FIELDS[name], written[name], surprises);
  const [dayOfMonth, weekday] = [of("dayOfMonth"), of("weekday")];
  return {
    seconds: neverEmpty("second", of("second")),
    minutes: neverEmpty("minute", of("minute")),
    hours: neverEmpty("hour", of("hour")),
    months: neverEmpty("month", of("month")),
    years: of("year").values,
    ...(!dayOfMonth.isAny && { daysOfMonth: dayOfMonth.values }),
    ...(!weekday.isAny && { weekdays: weekday.values }),
    hasLastDayOfMonth: !dayOfMonth.isAny && dayOfMonth.others.includes("l"),
    calendarDays: [dayOfMonth, weekday].flatMap(({ isAny, others }) =>
      isAny ? [] : others.filter((entry) => entry !== "l").map((entry) => entry.toUpperCase()),
    ),
    surprises,
    written,
  };
}

interface Values {
  readonly values: ReadonlySet<number>;
  /** Whether `*` is among the entries. */
  readonly isAny: boolean;
  /** Entries that are days by the calendar. */
  readonly others: readonly string[];
}

/** Forms of entries that only the fields of days have. */
const CALENDAR_DAYS: Readonly<Record<string, readonly RegExp[]>> = {
  [FIELDS.dayOfMonth.name]: [/^lw?$/, new RegExp(`^(${FIELDS.dayOfMonth.value})w$`)],
  [FIELDS.weekday.name]: [new RegExp(`^(${FIELDS.weekday.value})l$`), new RegExp(`^(${FIELDS.weekday.value})#[1-5]$`)],
};

function readField(field: Field, text: string, surprises: string[]): Values {
  const entries = text
    .toLowerCase()
    .split(",")
    .filter((entry) => entry !== "");
  if (entries.length === 0) {
    throw new SevenFieldPeriodError(`the ${field.name} is empty`);
  }
  const values = new Set<number>();
  const others: string[] = [];
  const isAny = entries.some((entry) => entry === "*" || entry === "?");
  for (const entry of entries) {
    const found = readEntry(field, entry, surprises);
    if (found) {
      found.forEach((value) => values.add(value));
    } else if (CALENDAR_DAYS[field.name]?.some((form) => form.test(entry))) {
      others.push(entry);
    } else {
      throw new SevenFieldPeriodError(`the ${field.name} ${JSON.stringify(entry)} is no value or range`);
    }
  }
  return { values, isAny, others };
}

/** The values of an entry of a list; `undefined` where it is no value, range or step. */
function readEntry(field: Field, entry: string, surprises: string[]): number[] | undefined {
  const value = `(${field.value})`;
  const [, any, from, to, step] = new RegExp(`^(?:([*?])|${value}(?:-${value})?)(?:/(\\d+))?$`).exec(entry) ?? [];
  if ((any === undefined && from === undefined) || (any === "?" && step !== undefined)) {
    return undefined;
  }
  const first = from === undefined ? field.min : readValue(field, from, surprises);
  const isOne = from !== undefined && to === undefined && step === undefined;
  const last = isOne ? first : to === undefined ? field.max : readValue(field, to, surprises);
  if (last < first) {
    surprises.push(
      field === FIELDS.weekday && last === 0
        ? `${JSON.stringify(entry)} holds on no day, since Sunday is 0 there and the range ends before it starts`
        : `${field.name} ${JSON.stringify(entry)} ends before it starts and so never holds`,
    );
  }
  const every = step === undefined ? 1 : readStep(field, entry, step);
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / every) + 1) },
    (_, index) => first + index * every,
  );
}

function readValue(field: Field, text: string, surprises: string[]): number {
  const named = field.names.findIndex((name) => name === text || name.slice(0, 3) === text);
  if (named >= 0) {
    return named + field.min;
  }
  if (field.names.length === 0 || !/^0\d/.test(text)) {
    return field === FIELDS.weekday ? Number(text) % 7 : Number(text);
  }
  // Its table of months and weekdays has no numbers with a leading zero, and what is not in the table is 0.
  if (field === FIELDS.month || Number(text) % 7 !== 0) {
    const readAs = field === FIELDS.month ? "month 0, which is none" : "0, Sunday";
    surprises.push(`${field.name} ${JSON.stringify(text)}, with a leading zero, is read as ${readAs}`);
  }
  return 0;
}

function readStep(field: Field, entry: string, text: string): number {
  // Its table of numbers has one and two digits and the years; what is not in the table is 0.
  const step = /^(\d{1,2}|19[789]\d|20\d\d)$/.test(text) && !/^[6-9]\d$/.test(text) ? Number(text) : 0;
  if (step < 1 || step > field.max) {
    throw new SevenFieldPeriodError(
      `the ${field.name} ${JSON.stringify(entry)} has a step that docker+machine refuses`,
    );
  }
  return step;
}

function neverEmpty(name: FieldName, { values }: Values): ReadonlySet<number> {
  if (values.size === 0) {
    throw new SevenFieldPeriodError(`the ${FIELDS[name].name} ends before it starts, on which its manager crashes`);
  }
  return values;
}
