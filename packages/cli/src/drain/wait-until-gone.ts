import { CommandError } from "../terminal/command-error";
import type { Progress } from "../terminal/terminal";
import { CallFailure, isFailure } from "./call-failure";
import { hasLetGo, progressText, type Seen } from "./drain-text";
import { pause, type Outside } from "./outside";

/** What is waited for, and how long. */
export interface WaitInput {
  /** The managers, scaled down. */
  readonly waiting: readonly Seen[];
  /** The longest wait in seconds. */
  readonly limitSeconds: number;
  /** Time. */
  readonly outside: Pick<Outside, "now" | "intervalMs">;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Shows how far it is. */
  readonly progress: Pick<Progress, "update">;
  /** Told of what a person may want to read later, once each. */
  readonly say: (text: string) => void;
}

/** How a wait ended. */
export interface WaitResult {
  /** Why it ended. */
  readonly end: "gone" | "timeout" | "interrupted";
  /** What was still there. */
  readonly waiting: readonly Seen[];
}

/**
 * Waits until managers that were scaled down have let go.
 *
 * A failure that may pass is no reason to stop waiting, since the managers drain all the same.
 *
 * @throws CommandError when a manager is scaled up again, a permission is missing, or the login has ended
 */
export async function waitUntilGone(input: WaitInput): Promise<WaitResult> {
  const { limitSeconds, outside, signal, progress, say } = input;
  const begin = outside.now();
  let waiting: readonly Waiting[] = input.waiting.map((seen) => ({ ...seen, scaledUp: 0 }));
  for (;;) {
    const looked: Waiting[] = [];
    for (const before of waiting) {
      const after = await lookAgain(before, signal);
      if (after.trouble !== undefined && after.trouble !== before.trouble) {
        say(`${after.manager.name}: ${after.trouble}; asks again`);
      }
      if (hasLetGo(after.look)) {
        say(`${after.manager.name}: has let go`);
      } else {
        looked.push(after);
      }
    }
    waiting = looked;
    const passed = (outside.now() - begin) / 1_000;
    const end = endOf(waiting, signal, passed >= limitSeconds);
    if (end) {
      return { end, waiting };
    }
    progress.update(progressText(waiting, passed, limitSeconds));
    await pause(outside.intervalMs, signal);
  }
}

/** A manager that is waited for. */
interface Waiting extends Seen {
  /** How many looks in a row found it scaled up again. */
  readonly scaledUp: number;
  /**
   * Why the last look failed.
   *
   * @default - it did not
   */
  readonly trouble?: string;
}

/** How often in a row a manager must be found scaled up again: an answer of AWS can be a little old. */
const CERTAIN = 2;

async function lookAgain(before: Waiting, signal: AbortSignal): Promise<Waiting> {
  const { manager } = before;
  try {
    const look = await manager.look();
    const scaledUp = look.desired > 0 ? before.scaledUp + 1 : 0;
    if (scaledUp === CERTAIN) {
      throw new CommandError(
        `${manager.name}: must stay at 0 ${manager.unit}, but something scaled it to ${look.desired} again; stop what does it (Argo CD, Flux, an apply), then call again`,
      );
    }
    return { manager, look, scaledUp };
  } catch (error) {
    if (signal.aborted) {
      // Ctrl-C has reached the call, too.
      return before;
    }
    if (!(error instanceof CallFailure)) {
      throw error;
    }
    if (isFailure(error, "denied", "login", "nowhere")) {
      throw new CommandError(
        `${manager.name}: ${error.message}; what is scaled down goes on draining by itself, and the same command waits again`,
      );
    }
    return { ...before, trouble: error.message };
  }
}

function endOf(waiting: readonly Waiting[], signal: AbortSignal, isOver: boolean): WaitResult["end"] | undefined {
  if (waiting.length === 0) {
    return "gone";
  }
  if (signal.aborted) {
    return "interrupted";
  }
  return isOver ? "timeout" : undefined;
}
