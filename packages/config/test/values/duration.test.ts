import { Duration } from "../../src/values/duration";

test.each([
  ["0", 0],
  ["0s", 0],
  ["90s", 90_000],
  ["20m", 1_200_000],
  ["1h30m", 5_400_000],
  ["1.5s", 1_500],
  ["1.005s", 1_005],
  ["1m1.5s", 61_500],
  ["600ms", 600],
  ["1h1ms", 3_600_001],
  ["2562047h", 9_223_369_200_000],
])("%s is %i ms, and is written as its author wrote it", (text, milliseconds) => {
  const duration = Duration.parse(text);
  expect(duration.milliseconds).toBe(milliseconds);
  expect(String(duration)).toBe(text);
});

test.each([
  [Duration.seconds(0), "0s"],
  [Duration.seconds(90), "1m30s"],
  [Duration.minutes(20), "20m"],
  [Duration.minutes(90), "1h30m"],
  [Duration.hours(1), "1h"],
  [Duration.seconds(3_601.5), "1h1.5s"],
  [Duration.seconds(0.6), "600ms"],
])("a number of seconds, minutes or hours is written without the units that are zero", (duration, written) => {
  expect(String(duration)).toBe(written);
  expect(Duration.parse(written).milliseconds).toBe(duration.milliseconds);
});

test.each([["600"], ["1d"], ["20 m"], ["-5m"], ["m"], [""], ["1h30"], ["1us"], ["1H"], [" 1s"], ["1s\n"], [".5s"]])(
  "%j is no duration",
  (text) => {
    expect(() => Duration.parse(text)).toThrow(
      `must be a Go duration such as "90s", "20m" or "1h30m", got ${JSON.stringify(text)}`,
    );
  },
);

test("parts of a millisecond are refused", () => {
  expect(() => Duration.parse("0.5ms")).toThrow("must be a whole number of milliseconds from 0, got 0.5");
  expect(() => Duration.seconds(-1)).toThrow("must be a whole number of milliseconds from 0, got -1000");
  expect(() => Duration.hours(NaN)).toThrow("must be a whole number of milliseconds from 0, got NaN");
});

test("what Go cannot count in nanoseconds is refused", () => {
  expect(() => Duration.parse("2562048h")).toThrow("must be at most 2562047h, got 2562048h");
});

test("hours, minutes and seconds make the same lengths", () => {
  expect([Duration.hours(1), Duration.minutes(60), Duration.seconds(3_600)].map(({ seconds }) => seconds)).toEqual([
    3_600, 3_600, 3_600,
  ]);
});

test("JSON has it as a text, never as a number", () => {
  expect(JSON.stringify({ idleTime: Duration.minutes(20) })).toBe('{"idleTime":"20m"}');
});

test("a duration of another copy of the package is one too", () => {
  expect(Duration.is({ [Symbol.for("@runner-fleet/config/Duration")]: true })).toBe(true);
  expect(Duration.is("20m")).toBe(false);
  expect(Duration.is(null)).toBe(false);
});
