import type { IdleHour } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import type { FleetWeek } from "./fleet-week";
import { shades, type Shade } from "./shades";
import { DAYS, HOURS, hourText } from "./week-hour";

/** Told from each other without colour, from none to the most. */
const GLYPHS = ["·", "░", "▒", "▓", "█"] as const satisfies Record<Shade, string>;
const UNKNOWN = "?";

const INDENT = "  ";
const QUARTER_OF_DAY = 6;

/** The two characters of an hour: twice the same, or its least and its most where it changes within it. */
function cell(least: number | undefined, most: number | undefined, shadeOf: (places: number) => Shade): string {
  if (least === undefined || most === undefined) {
    return UNKNOWN.repeat(2);
  }
  return most === 0 ? ` ${GLYPHS[0]}` : GLYPHS[shadeOf(least)] + GLYPHS[shadeOf(most)];
}

/** A week as seven rows of 24 columns, with the hours above them. */
export function heatMap(week: FleetWeek, colors: Colors): string[] {
  const shadeOf = shades(week);
  const paint = ({ least, most }: IdleHour) => {
    const text = cell(least, most, shadeOf);
    return most === undefined ? colors.yellow(text) : most === 0 ? colors.dim(text) : colors.cyan(text);
  };
  const rows = DAYS.map(
    (day, index) => `${INDENT}${day}  ${parted(week.hours.slice(index * HOURS, (index + 1) * HOURS).map(paint))}`,
  );
  const ruler = parted(Array.from({ length: HOURS }, (_, hour) => (hour % 3 === 0 ? hourText(hour) : "  ")));
  return [`${INDENT}     ${ruler.trimEnd()}`, ...rows];
}

/** A gap every six hours, so that the eye finds an hour without counting. */
const parted = (cells: readonly string[]) =>
  cells.map((text, hour) => (hour > 0 && hour % QUARTER_OF_DAY === 0 ? ` ${text}` : text)).join("");

/** How a number of places is drawn, for the legend. */
export function legendGlyphs(week: FleetWeek, colors: Colors): (places: number | undefined) => string {
  const shadeOf = shades(week);
  return (places) => {
    const text = cell(places, places, shadeOf);
    return places === undefined ? colors.yellow(text) : places === 0 ? colors.dim(text) : colors.cyan(text);
  };
}

/** Whether what is kept changes within some hour. */
export const changesWithinHour = ({ hours }: FleetWeek) => hours.some(({ least, most }) => least !== most);
