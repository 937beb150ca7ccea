import {
  Expression,
  hasMachines,
  idleWeek,
  policiesOf,
  product,
  weekOf,
  type Fleet,
  type IdleWeek,
  type NumberOrExpression,
  type RunnerFleetConfig,
  type Week,
  type WeekOptions,
} from "@runner-fleet/config";

/** What a fleet can do, and what of it is ready at each hour of a week. */
export interface FleetWeek extends IdleWeek {
  /** The fleet's key in the description. */
  readonly key: string;
  /** The fleet's description. */
  readonly fleet: Fleet;
  /** The most jobs at once, over all managers. */
  readonly jobs: NumberOrExpression;
  /** The hour with the most places; `undefined` where there are none, or only Terraform knows. */
  readonly peak: Peak | undefined;
  /** Whether there is a place at any minute, as far as it is known. */
  readonly keepsIdle: boolean;
}

/** The most places of a week. */
export interface Peak {
  /** Jobs that can start at once. */
  readonly places: number;
  /** Machines that run for them; `undefined` for pods, or where only Terraform knows. */
  readonly machines: number | undefined;
  /** The first hour of the week with them, from 0. */
  readonly firstHour: number;
  /** Hours of the week with them at some minute. */
  readonly hours: number;
}

/** The week of every fleet, in the order of the description. */
export const fleetWeeks = (config: RunnerFleetConfig, week: Week): FleetWeek[] =>
  Object.entries(config.fleets).map(([key, fleet]) => {
    const idle = idleWeek(config, key, week);
    return {
      ...idle,
      key,
      fleet,
      jobs: hasMachines(fleet) ? product(fleet.maxInstances, fleet.capacityPerInstance) : fleet.limit,
      peak: peakOf(idle),
      keepsIdle: idle.targets.some(({ places, upTo }) => places !== 0 || upTo !== 0),
    };
  });

function peakOf({ hours, targets }: IdleWeek): Peak | undefined {
  const places = Math.max(0, ...hours.map(({ most }) => most ?? 0));
  if (places === 0) {
    return undefined;
  }
  const atPeak = hours.flatMap(({ most }, hour) => (most === places ? [hour] : []));
  return {
    places,
    machines: targets.find((target) => target.places === places)?.machines,
    firstHour: atPeak[0] ?? 0,
    hours: atPeak.length,
  };
}

/**
 * The week that is shown: in the time zone that most policies have, the first of them where several have as many, so
 * that its hours are those that are written.
 *
 * @throws WeekError when there is no such week
 */
export function shownWeek(config: RunnerFleetConfig, { monday, timezone }: WeekOptions): Week {
  return weekOf({ monday, timezone: timezone ?? usualTimezone(config) });
}

function usualTimezone(config: RunnerFleetConfig): string | undefined {
  const zones = Object.values(config.fleets).flatMap((fleet) => {
    const { policies } = policiesOf(fleet);
    return Expression.is(policies) ? [] : policies.flatMap(({ periods, timezone }) => (periods ? [timezone] : []));
  });
  const counts = new Map<string, number>();
  for (const zone of zones.filter((each) => typeof each === "string")) {
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}
