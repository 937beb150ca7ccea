import type { Progress } from "./terminal";

/** Work that is over sooner is not spoken of. */
const SPOKEN_OF_AFTER = 1_000;

/** What is written to: a terminal, whose line is written over, or a log, which gets a line for each step. */
export interface ProgressStream {
  /**
   * Whether it is a terminal.
   *
   * @default false
   */
  readonly isTTY?: boolean;
  /**
   * Columns of the terminal.
   *
   * @default 80
   */
  readonly columns?: number;
  /** Writes a text. */
  write(text: string): unknown;
}

/**
 * Says what is being done, once it takes longer than a second.
 *
 * @param now the time in milliseconds
 */
export function startProgress(stream: ProgressStream, text: string, now: () => number = Date.now): Progress {
  const started = now();
  let step = text;
  let shown: string | undefined;
  const show = () => {
    if (step === shown || now() - started < SPOKEN_OF_AFTER) {
      return;
    }
    stream.write(stream.isTTY ? `\r\u001b[K${step.slice(0, (stream.columns ?? 80) - 1)}` : `${step}\n`);
    shown = step;
  };
  // Work that never lets go of the process is shown at its next step instead.
  const timer = setTimeout(show, SPOKEN_OF_AFTER);
  timer.unref();
  return {
    update: (next) => {
      step = next;
      show();
    },
    end: () => {
      clearTimeout(timer);
      if (stream.isTTY && shown !== undefined) {
        stream.write("\r\u001b[K");
      }
      // What is printed after it must not be taken for its line, whoever ends it once more.
      shown = undefined;
    },
  };
}
