import type { RunnerFleetInput } from "@runner-fleet/config";

/** Values that a module refuses, or warns of. */
export interface RefusedValue {
  /** Variables by their names in Terraform, in place of those of `goodValues`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Id of the rule; `type` where Terraform's own check of types refuses the value, whose words are Terraform's. */
  readonly rule: string;
  /** What the message begins with: the variable, and where in it. */
  readonly says: string;
  /** What the message says was given; left out where it is not shown. */
  readonly got?: string;
  /** The same mistake in a description, where the description can have it. */
  readonly config?: (base: RunnerFleetInput) => RunnerFleetInput;
  /** Why the words are not those of the finding in the description. */
  readonly otherWords?: string;
}

/** The description with a value at a path; `linux.docker.image` is short for `fleets.linux.docker.image`. */
export const having =
  (changes: Readonly<Record<string, unknown>>) =>
  (base: RunnerFleetInput): RunnerFleetInput =>
    Object.entries(changes).reduce(
      (description, [path, value]) => changed(description, path.replace(/^linux\./, "fleets.linux.").split("."), value),
      base,
    );

function changed<Table extends object>(table: Table, [key = "", ...rest]: readonly string[], value: unknown): Table {
  const within = (table as Record<string, unknown>)[key] ?? {};
  return { ...table, [key]: rest.length === 0 ? value : changed(within, rest, value) };
}
