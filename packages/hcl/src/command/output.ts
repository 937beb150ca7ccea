/** Where the command speaks. */
export interface Output {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** What went wrong, and what was done. */
  readonly error: (text: string) => void;
}
