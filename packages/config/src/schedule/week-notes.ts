import { formatPath } from "../findings/finding";
import { policiesOf } from "../rule/every-fleet";
import type { Fleet } from "../schema/fleet";
import type { Policy } from "../schema/runner-fleet-config";
import { Expression } from "../values/expression";
import { knownEntries } from "../values/known-value";
import { dependsOnDate, heldMinutes, periodOf } from "./held-minutes";
import { alwaysHolds } from "./schedule";
import { clockShifts, localMinutes, type Week } from "./week";

/** A period that one week does not show, since it is of some days of the month or of some months. */
export interface DatedPeriod {
  /** Where it is written. */
  readonly path: string;
  /** The period. */
  readonly period: string;
  /** Whether it holds at some minute of this week; `undefined` where only Terraform knows its time zone. */
  readonly holdsThisWeek: boolean | undefined;
}

/** Periods of another time zone, which are at other hours of the shown one in other weeks of the year. */
export interface MovingZone {
  /** IANA name of the periods' zone. */
  readonly timezone: string;
  /** By how many minutes they are later there (earlier where negative), each amount once. */
  readonly shifts: readonly number[];
}

/** What one week does not tell of a fleet's idle capacity. */
export interface WeekNotes {
  /** Paths of what only Terraform knows and the week depends on. */
  readonly unknown: readonly string[];
  /** Periods that are of some dates only. */
  readonly dated: readonly DatedPeriod[];
  /** Time zones whose periods move over the shown hours. */
  readonly moving: readonly MovingZone[];
}

/** What a week does not tell of the idle capacity of a fleet. */
export function weekNotes(fleet: Fleet, fleetKey: string, week: Week): WeekNotes {
  const { at, policies } = policiesOf(fleet);
  const path = (...segments: PropertyKey[]) => formatPath(["fleets", fleetKey, ...segments]);
  if (Expression.is(policies)) {
    return { unknown: [path(...at)], dated: [], moving: [] };
  }
  const ofPolicies = policies.flatMap((policy, index) => unknownOf(policy).map((keys) => path(...at, index, ...keys)));
  return {
    unknown: [...unknownSizes(fleet, policies).map((keys) => path(...keys)), ...ofPolicies],
    dated: policies.flatMap((policy, index) =>
      datedPeriods(policy, week).map(({ entry, ...rest }) => ({ path: path(...at, index, "periods", entry), ...rest })),
    ),
    moving: movingZones(policies, week),
  };
}

/** Keys of a policy that only Terraform knows and that the week depends on. */
function unknownOf(policy: Policy): PropertyKey[][] {
  const { periods } = policy;
  const entries = Array.isArray(periods)
    ? periods.flatMap((period, index) => (Expression.is(period) ? [index] : []))
    : [];
  return [
    ...entries.map((entry) => ["periods", entry]),
    ...(["periods", "timezone", "idleCount", "scaleFactor", "scaleFactorLimit"] as const)
      .filter((key) => Expression.is(policy[key]))
      .map((key) => [key]),
  ];
}

/** Sizes of a fleet that only Terraform knows and that its idle capacity depends on. */
function unknownSizes(fleet: Fleet, policies: readonly Policy[]): PropertyKey[][] {
  const isScaled = policies.some(({ scaleFactor }) => scaleFactor !== undefined && scaleFactor !== 0);
  const sizes: readonly [needed: boolean, value: unknown, keys: PropertyKey[]][] =
    fleet.executor === "kubernetes"
      ? [
          [isScaled, fleet.limit, ["limit"]],
          [true, fleet.kubernetes.autoscaler?.maxPausePods, ["kubernetes", "autoscaler", "maxPausePods"]],
        ]
      : [
          [isScaled, fleet.maxInstances, ["maxInstances"]],
          [policies.length > 0, fleet.capacityPerInstance, ["capacityPerInstance"]],
        ];
  return sizes.filter(([needed, value]) => needed && Expression.is(value)).map(([, , keys]) => keys);
}

function datedPeriods(
  { periods, timezone }: Policy,
  week: Week,
): (Omit<DatedPeriod, "path"> & { readonly entry: number })[] {
  return knownEntries(periods).flatMap(([entry, text]) => {
    const period = periodOf(text);
    if (!dependsOnDate(period)) {
      return [];
    }
    const holdsThisWeek = Expression.is(timezone)
      ? undefined
      : heldMinutes(period, localMinutes(week, timezone)).includes(1);
    return [{ entry, period: text, holdsThisWeek }];
  });
}

function movingZones(policies: readonly Policy[], week: Week): MovingZone[] {
  const zones = policies.flatMap(({ periods, timezone }) =>
    Expression.is(timezone) || periods === undefined || knownEntries(periods).some(([, text]) => isAlways(text))
      ? []
      : [timezone],
  );
  return [...new Set(zones)]
    .map((timezone) => ({ timezone, shifts: clockShifts(week, timezone) }))
    .filter(({ shifts }) => shifts.length > 0);
}

const isAlways = (text: string) => alwaysHolds(periodOf(text));
