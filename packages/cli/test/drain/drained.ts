import { createColors } from "picocolors";
import type { DrainOptions } from "../../src/drain/drain-options";
import type { Outside } from "../../src/drain/outside";
import { runCommand } from "../../src/drain/run-command";
import { runDrain } from "../../src/drain/run-drain";
import type { Terminal } from "../../src/terminal/terminal";

/** How a drain ended and what it printed. */
export interface Drained {
  readonly exitCode?: number;
  readonly error?: Error & { readonly exitCode?: number };
  readonly out: string;
  readonly said: string;
  readonly progress: readonly string[];
}

/** What is outside in a test: real programs in the PATH, no pause to speak of, and nobody who answers. */
export interface TestOutside extends Partial<Outside> {
  readonly isInteractive?: boolean;
}

/** Runs the command as its program does, and collects what comes of it. */
export async function drained(options: DrainOptions, outside: TestOutside = {}): Promise<Drained> {
  const collected = { out: "", said: "", progress: [] as string[] };
  const terminal: Terminal = {
    out: (text) => (collected.out += text),
    say: (text) => (collected.said += `${text}\n`),
    colors: createColors(false),
    sayColors: createColors(false),
    columns: 80,
    isInteractive: outside.isInteractive ?? false,
    progress: () => ({ update: (text) => void collected.progress.push(text), end: () => undefined }),
  };
  let error: Error | undefined;
  const exitCode = await runDrain(options, terminal, {
    run: runCommand,
    confirm: () => Promise.reject(new Error("nobody must be asked")),
    intervalMs: 1,
    now: () => 0,
    interruption: () => ({ signal: new AbortController().signal, end: () => undefined }),
    ...outside,
  }).catch((thrown: Error) => {
    error = thrown;
    return undefined;
  });
  return { exitCode, error, ...collected };
}
