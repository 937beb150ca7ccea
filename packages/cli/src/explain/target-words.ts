import { counted, Expression, hasMachines, policiesOf, type CountingTarget, type Policy } from "@runner-fleet/config";
import type { FleetWeek } from "./fleet-week";
import { together } from "../terminal/wrapped";

/** Why so much is kept: the policy that counts, as it is written. */
export function becauseOf(week: FleetWeek, { policy, places }: CountingTarget): string {
  const { policies } = policiesOf(week.fleet);
  if (Expression.is(policies)) {
    return `policies: ${String(policies)}`;
  }
  const written = policy === undefined ? undefined : policies[policy];
  if (!written) {
    return "no policy holds";
  }
  return `policies[${policy}]: ${places === undefined ? "known to Terraform only, " : ""}${whenWords(written)}`;
}

function whenWords({ periods, timezone }: Policy): string {
  if (periods === undefined) {
    return "always";
  }
  const texts = Expression.is(periods) ? [periods] : periods;
  return `${texts.map((text) => together(String(text))).join(" or ")}, ${String(timezone)}`;
}

/** What more there may be while jobs run; `undefined` where there is no scale factor. */
export function whileJobsRun({ fleet }: FleetWeek, { policy, places, upTo }: CountingTarget): string | undefined {
  const { policies } = policiesOf(fleet);
  const written = Expression.is(policies) || policy === undefined ? undefined : policies[policy];
  const factor = written?.scaleFactor;
  if (factor === undefined || factor === 0 || (upTo !== undefined && upTo === places)) {
    return undefined;
  }
  const most = upTo === undefined ? "more" : `up to ${upTo}`;
  return `${most} while jobs run: ${String(factor)} for each of them`;
}

/** Places, with what they are on. */
export const placesOn = (places: number, machines: number | undefined) =>
  `${counted(places, "place")}${machines === undefined ? "" : ` on ${counted(machines, "machine")}`}`;

/** How many jobs a fleet can run, and where. */
export function capacityWords({ fleet, jobs }: FleetWeek): string {
  const atOnce = `${counted(jobs, "job")} at once`;
  if (!hasMachines(fleet)) {
    return `${atOnce}, each in a pod of its own`;
  }
  const { maxInstances, capacityPerInstance } = fleet;
  const machines = counted(maxInstances, "machine");
  return capacityPerInstance === 1
    ? `${atOnce}, one on each of up to ${machines}`
    : `${atOnce}, ${String(capacityPerInstance)} on each of up to ${machines}`;
}

/** Machine-hours as people read them: whole, or to a tenth; never more than there are. */
export const hoursText = (hours: number) => String(Math.floor(hours * 10) / 10);

/** A text as the beginning of a sentence. */
export const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
