/** A description that is refused. */
export interface Refusal {
  /** What is wrong with it, for people. */
  readonly name: string;
  readonly input: unknown;
  /** Every line of the report. */
  readonly says: readonly string[];
}
