import { readCronPeriod } from "@runner-fleet/config";
import { fiveFieldPeriods } from "../../../src/import/machine/five-field-periods";

describe("a period that five fields can say becomes", () => {
  test.each([
    ["* * 9-17 * * mon-fri *", ["* 9-17 * * mon-fri"]],
    ["* * * * * sat,sun *", ["* * * * sat,sun"]],
    ["* * * * * * *", ["* * * * *"]],
    ["* * * ? * ? *", ["* * * * *"]],
    ["0-59 * * * * * 1970-2099", ["* * * * *"]],
    ["* */15 8-18/2 * * * *", ["*/15 8-18/2 * * *"]],
    ["* 5/20 * * * * *", ["5,25,45 * * * *"]],
    ["* 0-20 * * * * *", ["0-20 * * * *"]],
    ["* * 08-17 * * * *", ["* 8-17 * * *"]],
    ["* * * * JUN-AUG MON *", ["* * * jun-aug mon"]],
    ["* * * * january monday-friday *", ["* * * 1 mon-fri"]],
    ["* * * * * 7 *", ["* * * * sun"]],
    ["* * * * * sun-wed *", ["* * * * mon-wed,sun"]],
    ["* * * * * thursday,friday,saturday,sunday *", ["* * * * thu-sat,sun"]],
    ["* * * * * 0-6 *", ["* * * * *"]],
    ["* * * 1-31 * mon *", ["* * * * *"]],
    ["* * 9 1,15 * 0-6 *", ["* 9 * * *"]],
    ["* * * 1,15 * * *", ["* * 1,15 * *"]],
    ["* * * 1,15 * mon-fri *", ["* * 1,15 * *", "* * * * mon-fri"]],
    ["* * 7 */2 3 sat *", ["* 7 */2 3 *", "* 7 * 3 sat"]],
    ["* * * L 1,6 * *", ["* * 31 1 *", "* * 30 6 *"]],
    ["* * * 10,L 4 sun *", ["* * 10 4 *", "* * 30 4 *", "* * * 4 sun"]],
  ])("%s: %j", (text, periods) => {
    expect(fiveFieldPeriods(text)).toEqual({ periods });
  });

  test("periods that the description's own reader takes", () => {
    const texts = ["* 5/20 * * * * *", "* * * L 1,6 sunday *", "* * * * january,mar-june mon-thu,7 *"];
    const periods = texts.flatMap((text) => fiveFieldPeriods(text).periods);
    expect(periods).toHaveLength(5);
    expect(periods.filter((period) => readCronPeriod(period) === undefined)).toEqual([]);
  });
});

describe("a period that five fields can't say becomes the nearest one, and a difference", () => {
  test.each([
    [
      "* * * L * * *",
      ["* * 31 1,3,5,7,8,10,12 *", "* * 30 4,6,9,11 *", "* * 28,29 2 *"],
      "the last day of February is written as 28 and 29, one day too many in leap years",
    ],
    ["*/30 * 9 * * * *", ["* 9 * * *"], "held for 2 seconds of each of its minutes, and now for whole minutes"],
    [
      "@daily",
      ["0 0 * * *"],
      "held for one second of each of its minutes, and now for whole minutes; write the hours that are meant",
    ],
    [
      "* 9-17 * * mon-fri",
      ["* 9-17 * * mon-fri"],
      "held for one second of each of its minutes, and now for whole minutes; write the hours that are meant",
    ],
    [
      "* * * 24 12 * 2027-2028",
      ["* * 24 12 *"],
      "held in 2027-2028 alone, and five fields have no year; remove it when that is over",
    ],
    [
      "* * * 3,15W * 5#3 *",
      ["* * 3 * *"],
      "five fields can't say 15W and 5#3, which is left out; name the days if jobs need them",
    ],
    ["* * * * * 02 *", ["* * * * sun"], 'day of week "02", with a leading zero, is read as 0, Sunday'],
  ])("%s", (text, periods, difference) => {
    expect(fiveFieldPeriods(text)).toEqual({ periods, difference });
  });
});

describe("nothing comes of a period that", () => {
  test.each([
    ["* * * LW * * *", "five fields can't say LW, which is left out; name the days if jobs need them"],
    [
      "* * * * * mon-sun *",
      '"mon-sun" holds on no day, since Sunday is 0 there and the range ends before it starts; so it held at no time, and is left out',
    ],
    [
      "* * * * 01 * *",
      'month "01", with a leading zero, is read as month 0, which is none; so it held at no time, and is left out',
    ],
    ["* * 22-6 * * * *", "the hour ends before it starts, on which its manager crashes; left out"],
    ["9-17", "has 1 of its seven fields; left out"],
  ])("%s", (text, difference) => {
    expect(fiveFieldPeriods(text)).toEqual({ periods: [], difference });
  });
});
