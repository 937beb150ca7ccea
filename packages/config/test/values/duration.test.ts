import { Duration } from "../../src/values/duration";

test.each([
  ["0", 0, "0s"],
  ["0s", 0, "0s"],
  ["90s", 90_000, "1m30s"],
  ["20m", 1_200_000, "20m0s"],
  ["1h30m", 5_400_000, "1h30m0s"],
  ["1h", 3_600_000, "1h0m0s"],
  ["1.5s", 1_500, "1.5s"],
  ["1.005s", 1_005, "1.005s"],
  ["1m1.5s", 61_500, "1m1.5s"],
  ["600ms", 600, "600ms"],
  ["1h1ms", 3_600_001, "1h0m0.001s"],
  ["2562047h", 9_223_369_200_000, "2562047h0m0s"],
])("%s is %i ms and written as %s", (text, milliseconds, written) => {
  const duration = Duration.parse(text);
  expect(duration.milliseconds).toBe(milliseconds);
  expect(String(duration)).toBe(written);
  expect(Duration.parse(written).milliseconds).toBe(milliseconds);
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
  expect(JSON.stringify({ idleTime: Duration.minutes(20) })).toBe('{"idleTime":"20m0s"}');
});

test("a duration of another copy of the package is one too", () => {
  expect(Duration.is({ [Symbol.for("@runner-fleet/config/Duration")]: true })).toBe(true);
  expect(Duration.is("20m")).toBe(false);
  expect(Duration.is(null)).toBe(false);
});
