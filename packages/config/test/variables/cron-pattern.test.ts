import fc from "fast-check";
import { parseCronPeriod, readCronPeriod } from "../../src/schedule/cron-period";
import { everHolds } from "../../src/schedule/schedule";
import { timeZoneMistake } from "../../src/schedule/time-zone";
import { cronEntries, impossibleDate, timeZonePattern } from "../../src/variables/cron-pattern";

const isPeriod = (text: string): boolean => {
  try {
    parseCronPeriod(text);
    return true;
  } catch {
    return false;
  }
};

/** What Terraform does with the patterns: an entry of a sixth field has none. */
const isTaken = (text: string): boolean => {
  const fields = text.match(/\S+/g) ?? [];
  return (
    fields.length === 5 &&
    fields.every((field, index) => field.split(",").every((entry) => cronEntries[index]?.test(entry)))
  );
};

const names = "jan feb mar apr may jun jul aug sep oct nov dec sun mon tue wed thu fri sat".split(" ");
const value = fc.oneof(
  fc.integer({ min: 0, max: 61 }).map(String),
  fc.constantFrom(...names, "*", "x", "", "007", "09"),
);
const entry = fc.oneof(
  value,
  fc.tuple(value, value).map(([from, to]) => `${from}-${to}`),
  fc.tuple(value, value, fc.constantFrom("0", "1", "15", "00", "")).map(([from, to, step]) => `${from}-${to}/${step}`),
  fc.tuple(value, fc.constantFrom("0", "2", "30")).map(([from, step]) => `${from}/${step}`),
);
const field = fc.array(entry, { minLength: 1, maxLength: 2 }).map((entries) => entries.join(","));
const likely = fc.tuple(
  ...([59, 23, 31, 12, 7] as const).map((max, index) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: index === 2 || index === 3 ? 1 : 0, max }).map(String) },
      { weight: 3, arbitrary: fc.constant("*") },
      { weight: 1, arbitrary: field },
    ),
  ),
);
const period = fc.oneof(likely, fc.array(field, { minLength: 4, maxLength: 6 })).map((fields) => fields.join(" "));

test("Terraform's patterns take the periods that a description takes, but for ranges that end before they start", () => {
  let taken = 0;
  fc.assert(
    fc.property(period, (text) => {
      const isBackwards = /-/.test(text) && !isPeriod(text) && isTaken(text);
      taken += Number(isTaken(text));
      return isBackwards || isTaken(text) === isPeriod(text);
    }),
    { seed: 5, numRuns: 3_000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test.each(["minute", "hour", "day of month", "month", "day of week"].map((name, index) => [name, index] as const))(
  "Terraform takes the same numbers and names for the %s as a description",
  (_name, index) => {
    const numbers = Array.from({ length: 70 }, (_, number) => String(number));
    const single = [
      ...numbers,
      ...numbers.map((number) => number.padStart(2, "0")),
      "007",
      ...names,
      "SUN",
      "Jan",
      "su",
    ];
    const fields = [
      ...single,
      ...single.map((each) => `${each}-${each}`),
      ...single.map((each) => `${each}-${each}/2`),
    ];
    const periods = fields.map((each) =>
      Array.from({ length: 5 }, (_, place) => (place === index ? each : "*")).join(" "),
    );
    expect(periods.filter(isTaken)).toEqual(periods.filter(isPeriod));
  },
);

test("a date that Terraform calls impossible never comes", () => {
  const dates = [1, 28, 29, 30, 31].flatMap((day) =>
    [...Array.from({ length: 12 }, (_, month) => String(month + 1)), "feb", "apr,jun", "2,3"].flatMap((month) =>
      ["*", "*/2", "mon", "0-7"].map((weekday) => `* * ${day} ${month} ${weekday}`),
    ),
  );
  const never = dates.filter((text) => !everHolds(readCronPeriod(text)!));
  expect(dates.filter((text) => impossibleDate.test(text))).toEqual(never);
  expect(never.length).toBeGreaterThan(10);
});

test("Terraform takes every time zone of IANA, and those that a description refuses by their form are refused", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  expect(zones.filter((zone) => !timeZonePattern.test(zone))).toEqual([]);
  expect(zones.length).toBeGreaterThan(400);
  for (const zone of ["europe/paris", "CEST", "+02:00", "Local", "Mars/Olympus", "Berlin", "Europe/", ""]) {
    expect([zone, timeZonePattern.test(zone)]).toEqual([zone, false]);
    expect(timeZoneMistake(zone)?.message ?? zone).toMatch(/must be an IANA time zone/);
  }
});
