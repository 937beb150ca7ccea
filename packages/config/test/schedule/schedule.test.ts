import { parseCronPeriod } from "../../src/schedule/cron-period";
import { alwaysHolds, everHolds, hiddenSchedules, type Schedule } from "../../src/schedule/schedule";
import { zoneOffsets } from "../../src/schedule/zone-offsets";

const schedule = (timezone: string, ...periods: string[]): Schedule => ({
  timezone,
  periods: periods.map(parseCronPeriod),
});
const always = schedule("UTC", "* * * * *");

describe("a period", () => {
  test.each([
    ["* * * * *", [0, 59], [0, 23]],
    ["0-30/10 8-17/4 * * *", [0, 10, 20, 30], [8, 12, 16]],
    ["1,5-7 3 * * *", [1, 5, 6, 7], [3]],
  ])("%s holds at the minutes and hours it says", (text, minutes, hours) => {
    const period = parseCronPeriod(text);
    expect([...period.minutes]).toEqual(expect.arrayContaining(minutes));
    expect([...period.hours]).toEqual(expect.arrayContaining(hours));
  });

  test("reads names in any case, and Sunday as 0 and as 7", () => {
    const sunday = [3, 1, 0] as const;
    for (const text of ["* * * * 0", "* * * * 7", "* * * * SUN", "* * * MAR Sun", "* * * 1-3 6-7"]) {
      expect(parseCronPeriod(text).holdsOn(...sunday)).toBe(true);
      expect(parseCronPeriod(text).holdsOn(3, 2, 1)).toBe(false);
    }
  });

  test("with both days restricted holds on either, with one on that one", () => {
    expect(parseCronPeriod("* * 13 * fri").holdsOn(1, 13, 1)).toBe(true);
    expect(parseCronPeriod("* * 13 * fri").holdsOn(1, 12, 5)).toBe(true);
    expect(parseCronPeriod("* * 13 * *").holdsOn(1, 12, 5)).toBe(false);
    expect(parseCronPeriod("* * */2 * fri").holdsOn(1, 2, 5)).toBe(false);
  });

  test("of a date that no year has never holds", () => {
    expect(everHolds(parseCronPeriod("* * 31 2,4,6 *"))).toBe(false);
    expect(everHolds(parseCronPeriod("* * 29 2 *"))).toBe(true);
    expect(alwaysHolds(parseCronPeriod("0-59 */1 1-31 jan-dec *"))).toBe(true);
    expect(alwaysHolds(parseCronPeriod("* * 1-30 * *"))).toBe(false);
  });
});

describe("hidden schedules", () => {
  test.each<[string, (Schedule | undefined)[], number[]]>([
    ["none of one", [always], []],
    ["those before one that always holds", [schedule("UTC", "* 8 * * *"), always], [0]],
    [
      "one that two later ones cover together",
      [always, schedule("UTC", "* 8-9 * * *"), schedule("UTC", "* 8 * * *"), schedule("UTC", "* 9 * * *")],
      [1],
    ],
    [
      "a first one that the others leave no minute",
      [always, schedule("UTC", "* 0-11 * * *"), schedule("UTC", "* 12-23 * * *")],
      [0],
    ],
    [
      "none where one minute of the year is left",
      [always, schedule("UTC", "* * 29 2 mon"), schedule("UTC", "* * 29 2 *", "* 1-23 * * mon", "1-59 0 * * mon")],
      [],
    ],
    ["none where what is later is not known", [always, schedule("UTC", "* 8 * * *"), undefined], []],
    [
      "one of another zone, an hour apart in winter and two in summer",
      [always, schedule("Europe/Paris", "* 9 * * *"), schedule("UTC", "* 7,8 * * *")],
      [1],
    ],
    [
      "none of another zone that summer time uncovers",
      [always, schedule("Europe/Paris", "* 9 * * *"), schedule("UTC", "* 8 * * *")],
      [],
    ],
    [
      "none that no day of the looked-at year has",
      [always, schedule("Europe/Paris", "* * 29 2 *"), schedule("UTC", "* 8 * * *")],
      [],
    ],
  ])("%s", (_what, schedules, hidden) => {
    expect(hiddenSchedules(schedules)).toEqual(hidden);
  });
});

describe("offsets of a zone", () => {
  test.each<[string, [number, number, number][]]>([
    ["UTC", [[0, 0, 0]]],
    ["Asia/Kolkata", [[0, 0, 330]]],
    // 26 March and 29 October 2028, both at 01:00 UTC.
    [
      "Europe/Paris",
      [
        [0, 0, 60],
        [85, 60, 120],
        [302, 60, 60],
      ],
    ],
    // 12 March at 07:00 UTC and 5 November 2028 at 06:00 UTC.
    [
      "America/New_York",
      [
        [0, 0, -300],
        [71, 420, -240],
        [309, 360, -300],
      ],
    ],
  ])("%s", (zone, expected) => {
    expect(zoneOffsets(zone, 2028)).toEqual(
      expected.map(([day, minute, offset]) => ({ from: day * 1_440 + minute, offset })),
    );
  });
});
