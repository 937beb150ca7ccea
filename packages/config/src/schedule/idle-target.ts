import { hasMachines } from "../fleets/fleet-kinds";
import { isMachineFleetShard, type FleetShard } from "../fleets/fleet-shard";
import type { Policy } from "../schema/runner-fleet-config";
import { knownValue } from "../values/known-value";

/** How much idle capacity is asked for. Numbers that only Terraform knows are left out. */
export interface IdleTarget {
  /** Jobs that can start at once while no job runs: places on idle machines, or pause pods. */
  readonly places: number | undefined;
  /** The most that `scaleFactor` may make of it while jobs run; `places` without one. */
  readonly upTo: number | undefined;
  /** Machines that run for those `places` alone; always left out for a fleet of pods. */
  readonly machines: number | undefined;
}

/** What is asked for where no policy holds, or by one that asks for nothing. */
export const noTarget = { idleCount: 0 } as const;

type Asked = Pick<Policy, "idleCount" | "scaleFactor" | "scaleFactorLimit">;

/**
 * What a policy asks for, over all managers of the fleet. Every manager is told its share and rounds it up to whole
 * machines of its own.
 *
 * @param parts what each manager has of the fleet
 */
export function idleTarget(parts: readonly FleetShard[], policy: Asked): IdleTarget {
  return {
    places: total(parts.map((part) => placesOf(part, policy))),
    upTo: total(parts.map((part) => upToOf(part, policy))),
    machines: total(parts.map((part) => machinesOf(part, policy))),
  };
}

const total = (terms: readonly (number | undefined)[]): number | undefined =>
  terms.reduce((a, b) => (a === undefined || b === undefined ? undefined : a + b), 0);

function placesOf(part: FleetShard, { idleCount }: Asked): number | undefined {
  const asked = knownValue(part.share(idleCount));
  if (asked === 0) {
    return 0;
  }
  const most = mostPausePods(part);
  return asked === undefined || most === undefined ? undefined : Math.min(asked, most);
}

/** The most pause pods that a manager makes; 0 and nothing are no limit. Machines have no such limit. */
function mostPausePods(part: FleetShard): number | undefined {
  const written = isMachineFleetShard(part) ? undefined : part.fleet.kubernetes.autoscaler?.maxPausePods;
  return orNoLimit(written === undefined ? 0 : knownValue(part.share(written)));
}

const orNoLimit = (limit: number | undefined) => (limit === 0 ? Infinity : limit);

function upToOf(part: FleetShard, policy: Asked): number | undefined {
  const places = placesOf(part, policy);
  const factor = policy.scaleFactor === undefined ? 0 : knownValue(policy.scaleFactor);
  if (factor === 0 || places === undefined) {
    return places;
  }
  const [jobs, limit, most] = [knownValue(part.jobs), limitOf(part, policy), mostPausePods(part)];
  if (factor === undefined || jobs === undefined || limit === undefined || most === undefined) {
    return undefined;
  }
  // Machines have no places but those of jobs; pause pods come on top of the jobs that they are counted by.
  const scaled = isMachineFleetShard(part) ? Math.min(limit, jobs) : Math.min(limit, most, Math.ceil(factor * jobs));
  return Math.max(places, scaled);
}

function limitOf(part: FleetShard, { scaleFactorLimit }: Asked): number | undefined {
  if (scaleFactorLimit === undefined) {
    return Infinity;
  }
  const limit = knownValue(part.share(scaleFactorLimit));
  return isMachineFleetShard(part) ? limit : orNoLimit(limit);
}

function machinesOf(part: FleetShard, policy: Asked): number | undefined {
  if (!hasMachines(part.fleet)) {
    return undefined;
  }
  const perMachine = knownValue(part.fleet.capacityPerInstance);
  const places = placesOf(part, policy);
  if (places === 0) {
    return 0;
  }
  return perMachine === undefined || places === undefined ? undefined : Math.ceil(places / perMachine);
}
