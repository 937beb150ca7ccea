import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { fiveFieldPeriods } from "../../../src/import/machine/five-field-periods";

/** A period of docker+machine, what it became, and when to look at both. */
interface Case {
  readonly seven: string;
  readonly five: readonly string[];
  readonly timezone: string;
  readonly year: number;
  /** Minutes from one look to the next. */
  readonly step: number;
  /** Minutes from the start of the year to the first look. */
  readonly first: number;
}

interface Comparison {
  /** Looks at which the period of docker+machine held. */
  readonly held: number;
  /** The first few at which one of the two held and the other did not. */
  readonly different: readonly string[];
  /** How many times clocks were changed. */
  readonly changes: number;
}

/** Evaluates both forms of periods with croner, which reads both. */
function compare(cases: readonly Case[]): readonly Comparison[] {
  const program = join(__dirname, "periods-apart.mjs");
  const output = execFileSync(process.execPath, [program], { input: JSON.stringify(cases), encoding: "utf8" });
  return JSON.parse(output) as readonly Comparison[];
}

const EVERY_MINUTE = { year: 2027, step: 1, first: 0 };

function converted(seven: string, timezone: string): Omit<Case, "year" | "step" | "first"> {
  const { periods, difference } = fiveFieldPeriods(seven);
  expect([seven, difference]).toEqual([seven, undefined]);
  return { seven, five: periods, timezone };
}

describe("over every minute of a year it holds at the same ones as its five-field form:", () => {
  test.each([
    // 261 working days of 9 hours
    ["* * 9-17 * * mon-fri *", "Europe/Amsterdam", 261 * 9 * 60, 2],
    // 104 days of weekends
    ["* * * * * sat,sun *", "UTC", 104 * 24 * 60, 0],
    // Each 1st, 11th, 21st and 31st, and each Sunday: 7 days in March and 8 in October, 18 times a day. In March an hour
    // of a Sunday is lost, in October there is one more.
    ["* */20 0-5 */10 mar,oct sun *", "Europe/Amsterdam", 15 * 18, 2],
    // 22 Wednesdays and 4 other last days of months, 12 times a day
    ["* 5/25 1-23/7 L 4,6-8,12 wed *", "America/New_York", 26 * 12, 2],
  ])("%s in %s", (seven, timezone, held, changes) => {
    expect(compare([{ ...converted(seven, timezone), ...EVERY_MINUTE }])).toEqual([{ held, different: [], changes }]);
  });
});

test("a period that does not hold at the same minutes is found out", () => {
  const different = { seven: "* * 9-17 * * mon-fri *", five: ["* 9-16 * * mon-fri"], timezone: "Europe/Amsterdam" };
  const [found] = compare([{ ...different, ...EVERY_MINUTE, step: 60 }]);
  expect(found?.different.slice(0, 2)).toEqual(["2027-01-01T16:00:00.000Z", "2027-01-04T16:00:00.000Z"]);
});

const value = (min: number, max: number) => fc.integer({ min, max });
const steps = (max: number) => value(1, Math.floor(max / 2));
const range = (min: number, max: number) =>
  fc.tuple(value(min, max), value(min, max)).map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`);
const entry = (min: number, max: number) =>
  fc.oneof(
    value(min, max).map(String),
    range(min, max),
    fc.tuple(range(min, max), steps(max)).map(([text, step]) => `${text}/${step}`),
    steps(max).map((step) => `*/${step}`),
    fc.tuple(value(min, max), steps(max)).map(([from, step]) => `${from}/${step}`),
  );
const field = (min: number, max: number, ...words: string[]) =>
  fc.oneof(
    fc.constant("*"),
    fc
      .array(words.length > 0 ? fc.oneof(entry(min, max), fc.constantFrom(...words)) : entry(min, max), {
        minLength: 1,
        maxLength: 3,
      })
      .map((entries) => entries.join(",")),
  );

/** Periods that croner reads as docker+machine does: no names in full, leading zeros, or days of a calendar. */
const period = fc
  .tuple(
    fc.constantFrom("*", "0-59", "*/1"),
    field(0, 59),
    field(0, 23),
    field(1, 31),
    field(1, 12, "jan", "MAR-may", "nov,dec"),
    field(0, 6, "mon-fri", "SAT", "sun"),
    fc.constantFrom("*", "1970-2099"),
  )
  .map((fields) => fields.join(" "));

const CASES = 12;

test("every quarter of an hour of a year it holds as its five-field form does, whatever its fields say", () => {
  const zones = fc.constantFrom("Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "UTC");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(period, zones, value(0, 14)), { minLength: CASES, maxLength: CASES }),
      (generated) => {
        const cases = generated.map(([seven, zone, first]) => ({
          ...converted(seven, zone),
          year: 2027,
          step: 15,
          first,
        }));
        const apart = compare(cases).map(({ different }, index) => ({ ...cases[index], different }));
        expect(apart.filter(({ different }) => different.length > 0)).toEqual([]);
      },
    ),
    { numRuns: 1 },
  );
});
