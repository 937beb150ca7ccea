import { counted, hasMachines, type CountingTarget, type Week } from "@runner-fleet/config";
import type { FleetWeek } from "./fleet-week";
import { hourCell, legendCell } from "./hour-cell";
import { shades } from "./shades";
import { summaryWords } from "./summary-words";
import { svgText } from "./svg-element";
import { becauseOf, capacityWords, capitalised, whileJobsRun } from "./target-words";
import { DAYS, HOURS, hourText } from "./week-hour";
import { weekRemarks } from "./week-remarks";
import { GRID } from "./week-svg-layout";
import { wrapped } from "../terminal/wrapped";

/** A part of the picture, from 0 downwards. */
export interface Panel {
  /** Its elements. */
  readonly content: readonly string[];
  /** How high it is. */
  readonly height: number;
}

/** As many characters of the smaller letters as fit into a line, when they are as wide as digits. */
const LINE_LENGTH = 118;
const LINE = 20;
/** From the top of a line to the foot of its letters. */
const BASELINE = 14;
/** Where the words under a fleet's name begin. */
const FACTS = 24;
/** Room for the hours above the week. */
const RULER = 32;
/** Between the week, its legend and the remarks. */
const GAP = 8;

/** A fleet's name, what it can do, its week hour by hour, and what the numbers come from. */
export function fleetPanel(fleet: FleetWeek, week: Week): Panel {
  const name = svgText(fleet.key, { class: "text", y: 16, "font-size": 17, "font-weight": 600 });
  const remarks = weekRemarks(fleet, week).map((text): Entry => ({ text, class: "muted" }));
  const facts = [capacityWords(fleet), ...summaryWords(fleet).map(capitalised)].map((text): Entry => ({
    text,
    class: "muted",
  }));
  const head = drawn(facts, FACTS, fleet);
  if (!fleet.keepsIdle) {
    const rest = drawn(remarks, head.bottom, fleet);
    return { content: [name, ...head.content, ...rest.content], height: rest.bottom };
  }
  const legend = [...fleet.targets]
    .sort((a, b) => (a.places ?? Infinity) - (b.places ?? Infinity))
    .map((target): Entry => ({ target, text: legendWords(fleet, target), class: "text" }));
  const top = head.bottom + RULER;
  const rows = drawn(legend, top + DAYS.length * GRID.row + GAP, fleet);
  const below = drawn([...signs(fleet), ...remarks], rows.bottom + GAP, fleet);
  const content = [name, ...head.content, ...grid(fleet, top), ...rows.content, ...below.content];
  return { content, height: below.bottom };
}

/** What the signs beside the numbers mean, where there are any. */
function signs({ hours }: FleetWeek): Entry[] {
  const hasMore = hours.some(({ most, upTo }) => most !== undefined && (upTo === undefined || upTo > most));
  const hasBoth = hours.some(({ least, most }) => least !== most);
  const texts = [
    ...(hasMore ? ["+ is more while jobs run"] : []),
    ...(hasBoth ? ["two numbers in one hour are its least and its most"] : []),
  ];
  return texts.length === 0 ? [] : [{ text: `${capitalised(texts.join("; "))}.`, class: "muted" }];
}

function grid(fleet: FleetWeek, top: number): string[] {
  const shadeOf = shades(fleet);
  const ruler = Array.from({ length: HOURS }, (_, hour) =>
    svgText(hourText(hour), { class: "muted number", x: columnOf(hour) + middle, y: top - 8, "font-size": 11 }),
  );
  const days = DAYS.map((day, index) =>
    svgText(day, { class: "muted", y: top + index * GRID.row + GRID.row / 2 + 3, "font-size": 12 }),
  );
  const cells = fleet.hours.map((hour, index) =>
    hourCell({ hour, index, x: columnOf(index % HOURS), y: top + Math.floor(index / HOURS) * GRID.row, shadeOf }),
  );
  return [...ruler, ...days, ...cells];
}

const middle = (GRID.column - GRID.gap) / 2;
const columnOf = (hour: number) => GRID.left + hour * GRID.column + Math.floor(hour / 6) * GRID.gapOfQuarter;

function legendWords(fleet: FleetWeek, target: CountingTarget): string {
  const { places, machines } = target;
  const on =
    hasMachines(fleet.fleet) && machines !== undefined && machines > 0 ? ` on ${counted(machines, "machine")}` : "";
  const more = whileJobsRun(fleet, target);
  const much = places === undefined ? "?" : `${counted(places, "place")}${on}`;
  return `${much}${more === undefined ? "" : `, ${more}`} — ${becauseOf(fleet, target)}`;
}

/** Words below each other, each with the swatch of what it is about. */
interface Entry {
  readonly text: string;
  readonly class: "text" | "muted";
  /** @default - no swatch, and from the left edge */
  readonly target?: CountingTarget;
}

function drawn(entries: readonly Entry[], top: number, fleet: FleetWeek): { content: string[]; bottom: number } {
  const shadeOf = shades(fleet);
  const content: string[] = [];
  let y = top;
  for (const { text, class: color, target } of entries) {
    if (target) {
      content.push(legendCell({ places: target.places, y: y + 3, shadeOf }));
    }
    const x = target ? GRID.left : 0;
    for (const line of wrapped(text, "", "", LINE_LENGTH)) {
      content.push(svgText(line, { class: color, x, y: y + BASELINE, "font-size": 13 }));
      y += LINE;
    }
  }
  return { content, bottom: y };
}
