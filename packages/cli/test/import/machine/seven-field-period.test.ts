import { readSevenFieldPeriod, SevenFieldPeriodError } from "../../../src/import/machine/seven-field-period";

const read = (text: string) => readSevenFieldPeriod(text);
const sorted = (values?: ReadonlySet<number>) => values && [...values].sort((one, other) => one - other);

describe("a period of docker+machine", () => {
  test("has seconds first and the year last", () => {
    const { seconds, minutes, hours, daysOfMonth, months, weekdays, years } = read("1 2 3 4 5 6 2027");
    expect([seconds, minutes, hours, daysOfMonth, months, weekdays, years].map(sorted)).toEqual([
      [1],
      [2],
      [3],
      [4],
      [5],
      [6],
      [2027],
    ]);
  });

  test("that has five or six fields begins with the minute, and holds in second 0", () => {
    expect(sorted(read("2 3 4 5 6").seconds)).toEqual([0]);
    expect(sorted(read("2 3 4 5 6").minutes)).toEqual([2]);
    expect(read("2 3 4 5 6").years.size).toBe(130);
    expect(sorted(read("2 3 4 5 6 2027").years)).toEqual([2027]);
  });

  test("may have more fields, which nobody looks at", () => {
    expect(sorted(read("1 2 3 4 5 6 2027 nonsense").years)).toEqual([2027]);
  });

  test.each([
    ["@hourly", [0], [0], 24, undefined, undefined],
    ["@daily", [0], [0], 1, undefined, undefined],
    ["@weekly", [0], [0], 1, undefined, [0]],
    ["@monthly", [0], [0], 1, [1], undefined],
  ])("may be the macro %s, a second at the start of it", (macro, seconds, minutes, hours, daysOfMonth, weekdays) => {
    const period = read(macro);
    expect(sorted(period.seconds)).toEqual(seconds);
    expect(sorted(period.minutes)).toEqual(minutes);
    expect(period.hours.size).toBe(hours);
    expect(sorted(period.daysOfMonth)).toEqual(daysOfMonth);
    expect(sorted(period.weekdays)).toEqual(weekdays);
  });

  test.each(["@yearly", "@annually"])("may be the macro %s, the first of January", (macro) => {
    expect([sorted(read(macro).daysOfMonth), sorted(read(macro).months)]).toEqual([[1], [1]]);
  });

  test.each([
    ["7", [7]],
    ["07", [7]],
    ["7,9,,11", [7, 9, 11]],
    ["7-9", [7, 8, 9]],
    ["*/6", [0, 6, 12, 18]],
    ["5/6", [5, 11, 17, 23]],
    ["8-16/3", [8, 11, 14]],
  ])("reads the hours %s", (field, hours) => {
    expect(sorted(read(`* * ${field} * * * *`).hours)).toEqual(hours);
  });

  test.each([
    ["jan,DECEMBER", [1, 12]],
    ["jun-aug", [6, 7, 8]],
    ["2/4", [2, 6, 10]],
  ])("reads the months %s", (field, months) => {
    expect(sorted(read(`* * * * ${field} * *`).months)).toEqual(months);
  });

  test.each([
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["saturday,SUN", [0, 6]],
    ["7", [0]],
    ["sun-tue", [0, 1, 2]],
    ["1/2", [1, 3, 5]],
  ])("reads the weekdays %s", (field, weekdays) => {
    expect(sorted(read(`* * * * * ${field} *`).weekdays)).toEqual(weekdays);
  });

  test.each(["*", "?", "*,5"])("takes any day where a day is %s", (field) => {
    expect(read(`* * * ${field} * ${field} *`).daysOfMonth).toBeUndefined();
    expect(read(`* * * ${field} * ${field} *`).weekdays).toBeUndefined();
  });

  test("takes a step after a star for a restriction of days", () => {
    expect(sorted(read("* * * */10 * * *").daysOfMonth)).toEqual([1, 11, 21, 31]);
  });

  test("knows the last day of a month", () => {
    expect(read("* * * L * * *").hasLastDayOfMonth).toBe(true);
    expect(read("* * * 31 * * *").hasLastDayOfMonth).toBe(false);
    expect(read("* * * L,* * * *").hasLastDayOfMonth).toBe(false);
  });

  test("names the days that follow from a calendar", () => {
    expect(read("* * * 15w,LW * 5#3,fril *").calendarDays).toEqual(["15W", "LW", "5#3", "FRIL"]);
    expect(read("* * * 15w,* * * *").calendarDays).toEqual([]);
  });
});

describe("what docker+machine does with a period, and its author hardly expects", () => {
  test.each([
    ["mon-sun", '"mon-sun" holds on no day, since Sunday is 0 there and the range ends before it starts'],
    ["1-7", '"1-7" holds on no day, since Sunday is 0 there and the range ends before it starts'],
    ["fri-mon", 'day of week "fri-mon" ends before it starts and so never holds'],
  ])("is that the weekdays %s are none", (field, surprise) => {
    const { weekdays, surprises } = read(`* * * * * ${field} *`);
    expect(sorted(weekdays)).toEqual([]);
    expect(surprises).toEqual([surprise]);
  });

  test("is that a weekday with a leading zero is Sunday", () => {
    expect(sorted(read("* * * * * 03 *").weekdays)).toEqual([0]);
    expect(read("* * * * * 03 *").surprises).toEqual(['day of week "03", with a leading zero, is read as 0, Sunday']);
    expect(read("* * * * * 00,07 *").surprises).toEqual([]);
  });

  test("is that a month with a leading zero is none, and a range from it begins in January", () => {
    const { months, surprises } = read("* * * * 03-10 * *");
    expect(sorted(months)?.filter((month) => month > 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(surprises).toEqual(['month "03", with a leading zero, is read as month 0, which is none']);
  });

  test("is that of a list the range that ends before it starts is lost", () => {
    const { hours, surprises } = read("* * 22-6,12 * * * *");
    expect(sorted(hours)).toEqual([12]);
    expect(surprises).toEqual(['hour "22-6" ends before it starts and so never holds']);
  });
});

describe("docker+machine refuses, or crashes on,", () => {
  test.each([
    ["", "has 0 of its seven fields"],
    ["* * * *", "has 4 of its seven fields"],
    ["@every 5m", "has 2 of its seven fields"],
    [", * * * * * *", "the second is empty"],
    ["* 60 * * * * *", 'the minute "60" is no value or range'],
    ["* * 24 * * * *", 'the hour "24" is no value or range'],
    ["* * * 0 * * *", 'the day of month "0" is no value or range'],
    ["* * * * 13 * *", 'the month "13" is no value or range'],
    ["* * * * * 8 *", 'the day of week "8" is no value or range'],
    ["* * * * * * 2100", 'the year "2100" is no value or range'],
    ["* * ?/2 * * * *", 'the hour "?/2" is no value or range'],
    ["* * L * * * *", 'the hour "l" is no value or range'],
    ["* * * 5#3 * * *", 'the day of month "5#3" is no value or range'],
    ["* */0 * * * * *", 'the minute "*/0" has a step that docker+machine refuses'],
    ["* */60 * * * * *", 'the minute "*/60" has a step that docker+machine refuses'],
    ["* * * * * */7 *", 'the day of week "*/7" has a step that docker+machine refuses'],
    ["* * 22-6 * * * *", "the hour ends before it starts, on which its manager crashes"],
    ["30-10 * * * * * *", "the second ends before it starts, on which its manager crashes"],
    ["* * * * dec-jan * *", "the month ends before it starts, on which its manager crashes"],
  ])("%p: %s", (text, message) => {
    expect(() => read(text)).toThrow(SevenFieldPeriodError);
    expect(() => read(text)).toThrow(message);
  });
});
