import { counted, hasMachines } from "@runner-fleet/config";
import type { FleetWeek } from "./fleet-week";
import { hoursText, placesOn } from "./target-words";
import { weekHour } from "./week-hour";

/** What a fleet keeps ready over a week, in a few words each: the most, and what runs for it. */
export function summaryWords(week: FleetWeek): string[] {
  const { fleet, peak, machineHours, unknown, keepsIdle } = week;
  if (!keepsIdle) {
    return [
      hasMachines(fleet) ? "nothing is kept ready: jobs wait for machines to start" : "no pause pods at any hour",
    ];
  }
  const kind = hasMachines(fleet) ? "" : ", each a pause pod";
  const most = peak
    ? `most ${placesOn(peak.places, peak.machines)}${kind}, first ${weekHour(peak.firstHour)}, in ${counted(peak.hours, "hour")} of 168${isKnown(week) ? "" : ", as far as is known"}`
    : isKnown(week)
      ? "no place while no job runs"
      : "how much is kept ready is known to Terraform only";
  const known = unknown.length > 0 ? ", without what only Terraform knows" : "";
  return [
    most,
    ...(machineHours === undefined
      ? []
      : [`at least ${hoursText(machineHours)} machine-hours a week for idle places alone${known}`]),
  ];
}

const isKnown = ({ hours }: FleetWeek) => hours.every(({ most }) => most !== undefined);
