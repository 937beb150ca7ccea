import { quotedList } from "./terraform-pattern";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const STEP = "/0*[1-9][0-9]*";

/** An entry of a field: `*`, a value or a range. A range does not end in Sunday by name, which has two numbers. */
const entry = (value: string, single = "") =>
  new RegExp(`^(\\*(${STEP})?|${single}(${value})(-(${value})(${STEP})?)?)$`, "i");

/** What the entries of each of the five fields must match: minute, hour, day of month, month, day of week. */
export const cronEntries = [
  entry("[0-5]?[0-9]"),
  entry("[01]?[0-9]|2[0-3]"),
  entry("0?[1-9]|[12][0-9]|3[01]"),
  entry(`0?[1-9]|1[0-2]|${MONTHS.join("|")}`),
  entry(`0?[0-7]|${WEEKDAYS.slice(1).join("|")}`, "sun|"),
] as const;

/** Terraform's condition that a period is five cron fields as GitLab documents them, but for the order of ranges. */
export const isFiveFields = (period: string) =>
  `can(regex("^\\\\s*\\\\S+(\\\\s+\\\\S+){4}\\\\s*$", ${period})) && ` +
  `try(alltrue(flatten([for index, field in regexall("\\\\S+", ${period}) : [for entry in split(",", field) : ` +
  `can(regex(${quotedList(cronEntries.map(({ source }) => `(?i)${source.replaceAll("\\/", "/")}`))}[index], entry))]])), false)`;

/** Five cron fields of which no date fulfils the third and the fourth: the 30th of February, and its like. */
export const impossibleDate =
  /^\s*\S+\s+\S+\s+(0*31\s+(0?2|0?4|0?6|0?9|11|feb|apr|jun|sep|nov)(,(0?2|0?4|0?6|0?9|11|feb|apr|jun|sep|nov))*|30([-,]31)?\s+(0?2|feb))\s+\*(\/[0-9]+)?\s*$/i;

/** Terraform's condition that no range of a period ends before it starts. */
export const rangesInOrder = (period: string) =>
  `alltrue([for ends in [for range in regexall("([a-z0-9]+)-([a-z0-9]+)", lower(${period})) : ` +
  `[for end in range : try(tonumber(end), index(${quotedList(MONTHS)}, end) + 1, index(${quotedList(WEEKDAYS.slice(1))}, end) + 1)]] : ` +
  `ends[0] <= ends[1]])`;

/** Terraform's expression for the minutes of the hour at which a period holds. */
const minutesOf = (period: string) =>
  `flatten([for entry in split(",", regex("^\\\\s*(\\\\S+)", ${period})[0]) : range(` +
  `try(tonumber(regex("^[0-9]+", entry)), 0), ` +
  `try(tonumber(regex("-([0-9]+)", entry)[0]), tonumber(regex("^[0-9]+$", entry)), 59) + 1, ` +
  `try(tonumber(regex("/([0-9]+)", entry)[0]), 1))])`;

/** Terraform's condition that a period holds for two minutes in a row at some time. */
export const holdsForLonger = (period: string) =>
  `anytrue([for minutes in [${minutesOf(period)}] : anytrue([for minute in minutes : contains(minutes, (minute + 1) % 60)])])`;

/** IANA's names of areas, which begin the name of every time zone but UTC that Terraform lets pass. */
const AREAS = [
  "Africa",
  "America",
  "Antarctica",
  "Arctic",
  "Asia",
  "Atlantic",
  "Australia",
  "Brazil",
  "Canada",
  "Chile",
  "Etc",
  "Europe",
  "Indian",
  "Mexico",
  "Pacific",
  "US",
];

/** The form of a time zone's name; whether there is such a place, Terraform cannot know. */
export const timeZonePattern = new RegExp(`^(UTC|(${AREAS.join("|")})(/[A-Za-z0-9_+-]+)+)$`);
