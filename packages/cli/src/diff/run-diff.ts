import type { RunnerFleetInput } from "@runner-fleet/config";
import { readDescription } from "../file/read-description";
import { CommandError, UsageError, type ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { side, type Side } from "./comparison";
import { diffJson } from "./diff-json";
import { diffText } from "./diff-text";
import { jobSummary } from "./job-summary";
import { report } from "./report";

/** What `runner-fleet diff` was called with. */
export interface DiffOptions {
  /** File of the description that was applied, or `-` for stdin. */
  readonly before: string;
  /** File of the description that is to be applied, or `-` for stdin. */
  readonly after: string;
  /** Words for a person, or JSON for a program. */
  readonly format: "text" | "json";
  /** Whether to end with 1 where the two differ, and not with 0. */
  readonly exitCode: boolean;
}

/**
 * Says what changes between two descriptions, and what an apply does to jobs.
 *
 * @throws UsageError when both are stdin
 * @throws CommandError when one of them can't be used
 */
export async function runDiff({ before, after, format, exitCode }: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  if (before === "-" && after === "-") {
    throw new UsageError("diff: must read at most one of both from stdin, got - twice; name a file for the other");
  }
  const progress = terminal.progress("comparing");
  try {
    const [old, now] = [await readSide(before), await readSide(after)];
    // In tens, since a log gets a line for each step.
    const found = report(old, now, (done, of) => progress.update(`comparing, ${Math.floor((done / of) * 10)}0 %`));
    const summary = jobSummary(old, now, found.whole);
    progress.end();
    terminal.out(format === "json" ? diffJson(found, summary) : diffText(found, summary, terminal.colors));
    return exitCode && found.changes.length > 0 ? 1 : 0;
  } finally {
    progress.end();
  }
}

async function readSide(file: string): Promise<Side> {
  const { source, input, config } = await readDescription(file);
  try {
    return side(input as RunnerFleetInput, config);
  } catch (error) {
    throw new CommandError(`${source}: ${(error as Error).message}`);
  }
}
