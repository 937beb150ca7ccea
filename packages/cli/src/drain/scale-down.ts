import { CommandError } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { retried } from "./call";
import { CallFailure, isFailure } from "./call-failure";
import { startAgain, type Seen } from "./drain-text";
import { namedFailure } from "./named-failure";
import { pause, type Outside } from "./outside";

/**
 * Scales managers down, one after the other, and says what it has done, the more so when it does not come to its end.
 *
 * @throws CommandError when it is interrupted
 * @throws CallFailure when one can't be scaled down
 */
export async function scaleDown(
  toScale: readonly Seen[],
  terminal: Terminal,
  outside: Outside,
  signal: AbortSignal,
): Promise<void> {
  const done: Seen[] = [];
  const again = async () => {
    await pause(outside.intervalMs, signal);
    if (signal.aborted) {
      throw new CallFailure("other", "interrupted");
    }
  };
  for (const seen of toScale) {
    const { manager } = seen;
    try {
      await namedFailure(manager, () => retried(manager.scaleDown, again));
      terminal.say(`${manager.name}: is told to drain`);
    } catch (error) {
      // Somebody may have removed it since the look.
      if (!isFailure(error, "missing")) {
        tellDone(signal.aborted ? [...done, seen] : done, terminal);
        throw signal.aborted ? new CommandError(`interrupted: ${manager.name} may be scaled down or not`) : error;
      }
    }
    done.push(seen);
    if (signal.aborted && done.length < toScale.length) {
      tellDone(done, terminal);
      throw new CommandError("interrupted: the other managers were not scaled down");
    }
  }
}

/** What was done before something went wrong. */
function tellDone(done: readonly Seen[], terminal: Terminal): void {
  for (const seen of done) {
    terminal.say(`${seen.manager.name}: drains. ${startAgain(seen)}`);
  }
}
