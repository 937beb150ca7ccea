/** From a minute of a year on, local time is UTC and so many minutes. */
export interface ZoneOffset {
  /** Minute since the year began in UTC. */
  readonly from: number;
  /** Local time less UTC, in minutes. */
  readonly offset: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;
// Every change of an offset since 1972 was at a full quarter of an hour in UTC, and no offset lasted less than weeks.
const QUARTER = 15;
const STEP = 4 * DAY;

const known = new Map<string, readonly ZoneOffset[]>();

/** The offsets of a time zone in a year, in order. Kept, since asking for them takes milliseconds. */
export function zoneOffsets(timezone: string, year: number): readonly ZoneOffset[] {
  const key = `${timezone} ${year}`;
  const offsets = known.get(key) ?? findOffsets(timezone, year);
  known.set(key, offsets);
  return offsets;
}

/** Asks for an offset every few days, and only between two that differ for the quarter of an hour at which they change. */
function findOffsets(timezone: string, year: number): ZoneOffset[] {
  const start = Date.UTC(year, 0, 1);
  const days = (Date.UTC(year + 1, 0, 1) - start) / (DAY * MINUTE);
  const offsetAt = offsetReader(timezone);
  const at = (minute: number) => offsetAt(start + minute * MINUTE);
  const offsets: ZoneOffset[] = [{ from: 0, offset: at(0) }];
  const end = days * DAY;
  for (let minute = STEP; minute < end + STEP; minute += STEP) {
    const before = (offsets.at(-1) as ZoneOffset).offset;
    const next = Math.min(minute, end);
    const after = at(next);
    if (after === before) {
      continue;
    }
    let low = (minute - STEP) / QUARTER;
    let high = next / QUARTER;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (at(middle * QUARTER) === before) {
        low = middle;
      } else {
        high = middle;
      }
    }
    offsets.push({ from: high * QUARTER, offset: after });
  }
  return offsets;
}

function offsetReader(timezone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  return (time) => {
    const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}
