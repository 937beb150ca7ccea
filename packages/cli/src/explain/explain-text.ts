import { describeFleets, hasMachines, type RunnerFleetConfig, type Week } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import type { FleetWeek } from "./fleet-week";
import { weekText } from "./week-text";
import { wrapped } from "../terminal/wrapped";

/** What a description means, for a terminal: what there is, then every fleet's week, then how to read it. */
export function explainText(
  config: RunnerFleetConfig,
  fleets: readonly FleetWeek[],
  week: Week,
  colors: Colors,
): string {
  const keepsIdle = fleets.some((fleet) => fleet.keepsIdle);
  return [
    ...describeFleets(config).split("\n").flatMap(descriptionLine),
    colors.bold(`Ready at each hour of a week, in ${week.timezone} (week of Monday ${week.monday})`),
    "",
    ...fleets.flatMap((fleet) => weekText(fleet, week, colors)),
    ...(keepsIdle ? [colors.bold("How to read this"), ...howToRead(fleets)] : []),
    "",
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

/** A line of a description with its label apart, broken below its text. */
function descriptionLine(line: string): string[] {
  const [label] = /^ *(\S+ {2,})?/.exec(line) as RegExpExecArray;
  return wrapped(line.slice(label.length), " ".repeat(label.length), label);
}

function howToRead(fleets: readonly FleetWeek[]): string[] {
  const idle = fleets.filter((fleet) => fleet.keepsIdle);
  return [
    "A place is room for one job that can start at once. Places are what the policies ask for while no job runs.",
    ...(idle.some(({ fleet }) => hasMachines(fleet)) ? machineEdges : []),
    ...(idle.some(({ fleet }) => !hasMachines(fleet)) ? podEdges : []),
  ].flatMap((sentence) => wrapped(sentence, "    ", "  - "));
}

const machineEdges = [
  "Machines are asked for in the minute in which a policy begins to count, and are ready once they have started: let its period begin earlier than the people.",
  "A machine that is no longer needed goes once it has been idle for idleTime.",
];

const podEdges = [
  "A pause pod holds a place only once it runs: where no node has room for it, it waits for a new node as a job would.",
  "When fewer pause pods are wanted, they stay for idleTime.",
];
