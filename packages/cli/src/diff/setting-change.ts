/** Where a setting is in a description. */
export type Path = readonly (string | number)[];

/** A setting that is another one in the second description. */
export interface SettingChange {
  /** Where it is, as the user writes it. */
  readonly path: Path;
  /** Its value before; `undefined` where it was left out. */
  readonly before: unknown;
  /** Its value after; `undefined` where it is left out. */
  readonly after: unknown;
  /** Where the least is that can be changed alone to come from one to the other. */
  readonly patch: Path;
  /**
   * What `before` and `after` are, where it is not a value.
   *
   * @default - values
   */
  readonly kind?: "order" | "set";
}
