import { hasMachines, type Week } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import type { FleetWeek } from "./fleet-week";
import { changesWithinHour, heatMap, legendGlyphs } from "./heat-map";
import { summaryWords } from "./summary-words";
import { becauseOf, capacityWords, capitalised, whileJobsRun } from "./target-words";
import { weekRemarks } from "./week-remarks";
import { wrapped } from "../terminal/wrapped";

/** A fleet's week for a terminal: how many jobs can run, how many can start at once at which hour, and why. */
export function weekText(fleetWeek: FleetWeek, week: Week, colors: Colors): string[] {
  const head = wrapped(`${fleetWeek.key}: ${capacityWords(fleetWeek)}`, "  ", "");
  return [
    colors.bold(head[0] as string),
    ...head.slice(1),
    "",
    ...(fleetWeek.keepsIdle
      ? [
          ...heatMap(fleetWeek, colors),
          "",
          ...legend(fleetWeek, colors),
          "",
          ...summaryWords(fleetWeek).flatMap((words) => wrapped(capitalised(words), "  ")),
        ]
      : wrapped(nothingKept(fleetWeek), "  ")),
    ...weekRemarks(fleetWeek, week).flatMap((remark) => wrapped(remark, "    ", "  ! ")),
    "",
  ];
}

function nothingKept({ fleet }: FleetWeek): string {
  if (!hasMachines(fleet)) {
    return "No pause pods at any hour: a job starts at once where a node has room for its pod, and else waits for one.";
  }
  const waits = "Nothing is kept ready at any hour: every job waits until a machine has started";
  return (fleet.maxUseCount ?? 1) === 1 ? `${waits} for it.` : `${waits}, unless one that served another job is free.`;
}

const HEADS = { places: "places", machines: "machines" } as const;

/** A row for each policy that counts, with its numbers: what is drawn how, and because of what. */
function legend(week: FleetWeek, colors: Colors): string[] {
  const glyph = legendGlyphs(week, colors);
  const withMachines = hasMachines(week.fleet);
  const columns = (places: string, machines: string) =>
    `${places.padStart(HEADS.places.length)}  ${withMachines ? `${machines.padStart(HEADS.machines.length)}  ` : ""}`;
  const indent = " ".repeat(6 + columns("", "").length);
  const rows = [...week.targets]
    .sort((a, b) => (a.places ?? Infinity) - (b.places ?? Infinity))
    .flatMap((target) => {
      const numbers = columns(String(target.places ?? "?"), String(target.machines ?? "?"));
      // The glyph may have colours, which take no room: it is put in where as many spaces were.
      const why = wrapped(becauseOf(week, target), indent, `      ${numbers}`);
      const more = whileJobsRun(week, target);
      return [
        `  ${glyph(target.places)}${(why[0] as string).slice(4)}`,
        ...why.slice(1),
        ...(more === undefined ? [] : wrapped(more, indent)),
      ];
    });
  const changes = changesWithinHour(week) ? ["  Two signs in one hour are its least and its most."] : [];
  return [colors.dim(`      ${columns(HEADS.places, HEADS.machines)}because of`), ...rows, ...changes];
}
