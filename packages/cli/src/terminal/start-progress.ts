import type { Progress } from "./terminal";

/** Work that is over sooner is not spoken of. */
const SPOKEN_OF_AFTER = 1_000;

/** How often a log gets a line: who looks at it in an hour wants to know that it went on, not each step. */
const LOGGED_EVERY = 60_000;

/** What is written to: a terminal, whose line is written over, or a log, which gets what is done and a line a minute. */
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
  let logged: number | undefined;
  const showLine = () => {
    if (step !== shown) {
      stream.write(`\r\u001b[K${step.slice(0, (stream.columns ?? 80) - 1)}`);
      shown = step;
    }
  };
  const log = () => {
    if (logged === undefined || now() - logged >= LOGGED_EVERY) {
      stream.write(`${logged === undefined ? text : step}\n`);
      logged = now();
    }
  };
  const show = () => {
    if (now() - started >= SPOKEN_OF_AFTER) {
      (stream.isTTY ? showLine : log)();
    }
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
