import { clockShifts, localMinutes, weekOf, MINUTES_OF_WEEK } from "../../src/schedule/week";

const minuteOf = (date: string) => Date.parse(date) / 60_000;

test("a week is by default a fixed one in UTC, so that a description has one picture", () => {
  expect(weekOf()).toEqual({ monday: "2026-01-12", timezone: "UTC", start: minuteOf("2026-01-12T00:00:00Z") });
});

test.each([
  ["Europe/Paris", "2026-01-12", "2026-01-11T23:00:00Z"],
  ["Europe/Paris", "2026-07-06", "2026-07-05T22:00:00Z"],
  ["America/New_York", "2026-01-12", "2026-01-12T05:00:00Z"],
  ["Asia/Kathmandu", "2026-01-12", "2026-01-11T18:15:00Z"],
  ["Pacific/Kiritimati", "2026-01-05", "2026-01-04T10:00:00Z"],
  ["Pacific/Auckland", "2024-12-30", "2024-12-29T11:00:00Z"],
])("in %s the week of %s begins at %s", (timezone, monday, start) => {
  expect(weekOf({ timezone, monday }).start).toBe(minuteOf(start));
});

test.each([
  [{ monday: "2026-01-13" }, 'must be a Monday, got "2026-01-13"; that week\'s is 2026-01-12'],
  [{ monday: "2026-02-01" }, 'must be a Monday, got "2026-02-01"; that week\'s is 2026-01-26'],
  [{ monday: "2026-02-30" }, 'must be a date such as "2026-01-12", got "2026-02-30"'],
  [{ monday: "12.1.2026" }, 'must be a date such as "2026-01-12", got "12.1.2026"'],
  [
    { monday: "2026-03-23", timezone: "Europe/Paris" },
    "must be a week in which the clocks of Europe/Paris do not change, got 2026-03-23; choose the one before or after",
  ],
  [
    { monday: "2026-10-19", timezone: "Europe/Paris" },
    "must be a week in which the clocks of Europe/Paris do not change, got 2026-10-19; choose the one before or after",
  ],
  [{ timezone: "Europe/Pariss" }, 'must be an IANA time zone, got "Europe/Pariss"; did you mean Europe/Paris?'],
  [{ timezone: "nowhere at all" }, "use a name such as Europe/Paris or UTC"],
])("a week of %j is refused", (options, message) => {
  expect(() => weekOf(options)).toThrow(message);
});

test("the weeks beside a change of clocks are whole", () => {
  for (const monday of ["2026-03-16", "2026-03-30", "2026-10-12", "2026-10-26"]) {
    expect(weekOf({ monday, timezone: "Europe/Paris" }).monday).toBe(monday);
  }
});

test("what other clocks show follows their own change within the week", () => {
  const local = localMinutes(weekOf({ monday: "2026-03-23" }), "Europe/Paris");
  expect(local).toHaveLength(MINUTES_OF_WEEK);
  // Sunday 29 March 2026 at 01:00 UTC.
  const change = 6 * 1_440 + 60;
  expect([local[change - 1], local[change]]).toEqual([
    minuteOf("2026-03-29T01:59:00Z"),
    minuteOf("2026-03-29T03:00:00Z"),
  ]);
});

test.each([
  ["UTC", "2026-01-12", "Europe/Paris", [-60]],
  ["UTC", "2026-07-06", "Europe/Paris", [60]],
  ["Europe/Paris", "2026-01-12", "UTC", [60]],
  ["Europe/Paris", "2026-01-12", "Europe/Berlin", []],
  ["UTC", "2026-01-12", "Asia/Kolkata", []],
  // An hour nearer to each other in the weeks when only one of them has summer time.
  ["Europe/Paris", "2026-01-12", "America/New_York", [-60]],
  // Summer at the other end of the year: two hours.
  ["Europe/Paris", "2026-01-12", "Australia/Sydney", [60, 120]],
])(
  "on the clocks of %s in the week of %s, what is read in %s is shifted in other weeks by %j",
  (timezone, monday, other, shifts) => {
    expect(clockShifts(weekOf({ timezone, monday }), other)).toEqual(shifts);
  },
);
