import { profiles, type ProfileName } from "@runner-fleet/config";
import { isTable } from "./is-table";

/** A profile, and what it would set that nobody asked for. */
export interface ChosenProfile {
  /** Its name. */
  readonly name: ProfileName;
  /** Paths of the settings below `kubernetes` that come with it. */
  readonly adds: readonly string[];
}

/**
 * The profile of a fleet of pods whose settings are known: one that sets nothing else, the most telling one first; else
 * `privileged` where the pods are, and `restricted` where they are not.
 */
export function podProfile(kubernetes: Readonly<Record<string, unknown>>): ChosenProfile {
  const names: readonly ProfileName[] = ["image-builds", "restricted", "privileged"];
  const chosen = names.map((name) => ({ name, adds: addedBy(name, kubernetes) }));
  const exact = chosen.find(({ adds }) => adds.length === 0);
  const fallback = isPrivileged(kubernetes) ? "privileged" : "restricted";
  return exact ?? (chosen.find(({ name }) => name === fallback) as ChosenProfile);
}

function isPrivileged({
  privileged,
  buildContainerSecurityContext: build,
}: Readonly<Record<string, unknown>>): boolean {
  return privileged === true || (isTable(build) && build.privileged === true);
}

const addedBy = (name: ProfileName, given: Readonly<Record<string, unknown>>) =>
  added(profiles[name].kubernetes, given, "");

function added(table: object, given: unknown, prefix: string): string[] {
  return Object.entries(table).flatMap(([key, value]) => {
    const own: unknown = isTable(given) ? given[key] : undefined;
    if (isTable(value)) {
      return added(value, own, `${prefix}${key}.`);
    }
    return own === undefined ? [`${prefix}${key}`] : [];
  });
}
