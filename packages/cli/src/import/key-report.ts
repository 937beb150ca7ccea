/**
 * What became of a key of config.toml: `kept` as it is, `changed` into something that does the same or nearly so,
 * `dropped` because the description has no need of it, or left to a person's `decision`.
 */
export type Outcome = "kept" | "changed" | "dropped" | "decision";

/** What became of one key of config.toml. */
export interface KeyReport {
  /**
   * Where the key is, as it was written: `runners[0].machine.IdleCount`. For what the description needs and config.toml
   * does not say, the path in the description.
   */
  readonly key: string;
  /** What became of it. */
  readonly outcome: Outcome;
  /**
   * Path in the description, such as `fleets.linux.maxInstances`.
   *
   * @default - nothing in the description came from it
   */
  readonly to?: string;
  /**
   * Why, or what to do, in lower case and without a full stop.
   *
   * @default - nothing needs saying
   */
  readonly note?: string;
}
