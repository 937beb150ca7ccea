import { createColors } from "picocolors";
import { startProgress } from "./start-progress";
import type { Terminal } from "./terminal";

/** Columns of an output that is no terminal. */
const USUAL_COLUMNS = 80;

/** The terminal of this process. */
export function processTerminal({ stdin, stdout, stderr, env }: NodeJS.Process): Terminal {
  const colors = ({ isTTY }: NodeJS.WriteStream) =>
    createColors(Boolean(isTTY) && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb");
  return {
    out: (text) => void stdout.write(text),
    say: (text) => void stderr.write(`${text}\n`),
    colors: colors(stdout),
    sayColors: colors(stderr),
    columns: (stdout.isTTY ? stdout.columns : undefined) ?? USUAL_COLUMNS,
    isInteractive: Boolean(stdin.isTTY && stderr.isTTY),
    progress: (text) => startProgress(stderr, text),
  };
}
