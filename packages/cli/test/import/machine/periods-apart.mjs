import { Cron } from "croner";

/**
 * Reads cases from stdin, evaluates both forms of each at every `step` minutes of a year, and writes how often the first
 * held and when they differ. A program of its own, since each evaluation takes many times as long inside jest.
 *
 * croner is asked in local time, by the zone's distance to UTC in each hour: asking it with a zone takes ten times as
 * long. On the days on which clocks are changed it is asked with the zone as well.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const reader = (periods, mode, zone) => {
  // A step after a single value, which docker+machine takes, is sloppy to croner.
  const options = { ...zone, mode, sloppyRanges: mode === "7-part", paused: true };
  const crons = periods.map((period) => new Cron(period, options));
  return (at) => crons.some((cron) => cron.match(at));
};

const bothReaders = ({ seven, five }, zone) => [reader([seven], "7-part", zone), reader(five, "5-part", zone)];

/** Minutes that local time is ahead of UTC, for each hour of the year. */
const offsets = (timezone, year) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, timeZoneName: "longOffset" });
  return Array.from({ length: (Date.UTC(year + 1) - Date.UTC(year)) / HOUR }, (_, hour) => {
    const name = format.formatToParts(Date.UTC(year) + hour * HOUR).find(({ type }) => type === "timeZoneName").value;
    const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  });
};

const apart = (test) => {
  const { timezone, year, step, first } = test;
  const ahead = offsets(timezone, year);
  const readers = new Map();
  const different = [];
  let held = 0;
  for (let time = Date.UTC(year) + first * MINUTE; time < Date.UTC(year + 1); time += step * MINUTE) {
    const utcOffset = ahead[Math.floor((time - Date.UTC(year)) / HOUR)];
    if (!readers.has(utcOffset)) {
      readers.set(utcOffset, bothReaders(test, { utcOffset }));
    }
    const [one, other] = readers.get(utcOffset);
    const at = new Date(time);
    const holds = one(at);
    held += Number(holds);
    if (holds !== other(at)) {
      different.push(at.toISOString());
    }
  }
  const changes = ahead.flatMap((offset, hour) => (hour > 0 && offset !== ahead[hour - 1] ? [hour] : []));
  const [one, other] = bothReaders(test, { timezone });
  for (const hour of step === 1 ? changes : []) {
    const day = Date.UTC(year) + Math.floor(hour / 24) * DAY;
    for (let time = day; time < day + DAY; time += MINUTE) {
      const at = new Date(time);
      if (one(at) !== other(at)) {
        different.push(`${at.toISOString()} in ${timezone}`);
      }
    }
  }
  return { held, different: different.slice(0, 5), changes: changes.length };
};

let input = "";
for await (const chunk of process.stdin) {
  input += chunk;
}
process.stdout.write(JSON.stringify(JSON.parse(input).map(apart)));
