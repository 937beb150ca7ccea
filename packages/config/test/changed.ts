import { minimalDescription, minimalFleet } from "./descriptions";

/** Values to set, by their paths: `linux.docker.image` is short for `fleets.linux.docker.image`; `undefined` removes. */
export type Changes = Readonly<Record<string, unknown>>;

/** The minimal description with changes. */
export const descriptionWith = (changes: Changes): unknown =>
  changed(
    minimalDescription(),
    Object.fromEntries(
      Object.entries(changes).map(([path, value]) => [path.replace(/^linux\./, "fleets.linux."), value]),
    ),
  );

/** The minimal fleet with changes, for a second fleet. */
export const fleetWith = (changes: Changes = {}): unknown => changed(minimalFleet(), changes);

function changed(description: object, changes: Changes): unknown {
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    const table = keys.reduce<Record<string, unknown>>(
      (current, key) => (current[key] ??= {}) as Record<string, unknown>,
      description as Record<string, unknown>,
    );
    if (value === undefined) {
      delete table[last];
    } else {
      table[last] = value;
    }
  }
  return description;
}
