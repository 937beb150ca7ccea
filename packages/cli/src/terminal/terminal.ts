import type { Colors } from "picocolors/types";

/** Where a command reads and speaks. */
export interface Terminal {
  /** What was asked for: stdout, so that scripts can use it. Adds no line end. */
  readonly out: (text: string) => void;
  /** What went wrong, what was done, what to do next: stderr. Adds a line end. */
  readonly say: (text: string) => void;
  /** Colours of stdout; plain text where stdout is no terminal or NO_COLOR is set. */
  readonly colors: Colors;
  /** Colours of stderr. */
  readonly sayColors: Colors;
  /** Columns of stdout; 80 where it is no terminal. */
  readonly columns: number;
  /** Whether a person can be asked: both stdin and stderr are terminals. */
  readonly isInteractive: boolean;
  /** Shows what is being done on stderr once it takes longer than a second, until its `end` is called. */
  readonly progress: (text: string) => Progress;
}

/** Something that is being done. */
export interface Progress {
  /** Says how far it is. */
  readonly update: (text: string) => void;
  /** It is over; the line is removed. To say so twice is no fault. */
  readonly end: () => void;
}
