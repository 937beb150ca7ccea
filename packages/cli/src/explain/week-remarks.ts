import type { Week } from "@runner-fleet/config";
import type { FleetWeek } from "./fleet-week";
import { together } from "../terminal/wrapped";

/** What the picture of a fleet's week leaves out, a sentence each. */
export function weekRemarks({ unknown, dated, moving }: FleetWeek, week: Week): string[] {
  return [
    ...(unknown.length > 0 ? [`Known to Terraform only: ${unknown.join(", ")}.`] : []),
    ...dated.map(
      ({ path, period, holdsThisWeek }) =>
        `${path} (${together(period)}) is of some dates only: ${datedWords[String(holdsThisWeek) as keyof typeof datedWords]}`,
    ),
    ...moving.map(
      ({ timezone, shifts }) =>
        `Periods in ${timezone} are at other hours of ${week.timezone} in other weeks of the year, as clocks change: ${shifts.map(shiftWords).join(" or ")}.`,
    ),
  ];
}

const datedWords = {
  true: "this week has some of them, other weeks may not.",
  false: "none is in this week.",
  undefined: "whether one is in this week depends on its time zone.",
} as const;

function shiftWords(minutes: number): string {
  const amount = Math.abs(minutes);
  const hours = amount % 60 === 0 ? `${amount / 60} hour${amount === 60 ? "" : "s"}` : `${amount} minutes`;
  return `${hours} ${minutes < 0 ? "earlier" : "later"}`;
}
