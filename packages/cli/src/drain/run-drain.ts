import { CommandError, UsageError, type ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { CallFailure } from "./call-failure";
import { timeoutSeconds } from "./drain-numbers";
import type { DrainOptions } from "./drain-options";
import { drainSource, type DrainSource } from "./drain-source";
import { hasLetGo, leftText, planText, timeText, whatNow, type Seen } from "./drain-text";
import { lookAtManagers } from "./look-at-managers";
import { onThisMachine, type Outside } from "./outside";
import { scaleDown } from "./scale-down";
import { waitUntilGone } from "./wait-until-gone";

/** What is waited beyond the longest drain, in seconds: for a pod, an instance or a task to end once it has drained. */
const END_SECONDS = 900;

/**
 * Scales managers down and waits until they have let go of their jobs and machines, as is needed before a destroy.
 * Machines' groups are not touched. A manager that has drained, or is gone, is left as it is.
 *
 * @param outside other commands, a person, and time
 * @throws UsageError when a flag is missing or wrong
 * @throws CommandError when a manager can't be reached, or was still there when the wait ended
 */
export async function runDrain(
  options: DrainOptions,
  terminal: Terminal,
  outside: Outside = onThisMachine(),
): Promise<ExitCode> {
  if (!options.yes && !terminal.isInteractive) {
    throw new UsageError("--yes: must be given where nobody can be asked, since drain stops managers");
  }
  const timeout = options.timeout === undefined ? undefined : timeoutSeconds(options.timeout);
  try {
    return await drain(options, timeout, terminal, outside);
  } catch (error) {
    throw error instanceof CallFailure ? new CommandError(error.message) : error;
  }
}

async function drain(
  options: DrainOptions,
  timeout: number | undefined,
  terminal: Terminal,
  outside: Outside,
): Promise<ExitCode> {
  const source = await drainSource(options, outside.run, outside.terraform);
  if (source.places.length === 0) {
    terminal.say(`${source.name}: its state has no resources, so there is nothing to drain`);
    return 0;
  }
  const seen = await lookAtManagers(source, options, terminal, outside);
  const limitSeconds = timeout ?? limitOf(source, seen);
  if (options.wait !== false && limitSeconds === undefined) {
    throw new UsageError(
      `--timeout: must be given, since ${source.name} does not say how long a drain may take; give drainTimeout and some minutes`,
    );
  }
  const toScale = seen.filter(({ look }) => look.desired > 0);
  refuseObstacles(toScale);
  if (toScale.length > 0) {
    const plan = planText(toScale, source.places.length - seen.length);
    terminal.say(plan);
    if (!options.yes && !(await outside.confirm("Scale down?"))) {
      terminal.say("Nothing was touched.");
      return 1;
    }
  }
  const interruption = outside.interruption();
  try {
    await scaleDown(toScale, terminal, outside, interruption.signal);
    const waiting = seen.filter(({ look }) => !hasLetGo(look));
    if (options.wait === false) {
      for (const { manager, look } of seen) {
        terminal.out(`${manager.name}: ${hasLetGo(look) ? "drained" : "drains"}\n`);
      }
      if (waiting.length > 0) {
        terminal.say("Nobody waits for it now. To wait, and before you destroy: the same command without --no-wait.");
      }
      return 0;
    }
    if (waiting.length > 0) {
      await waitFor(waiting, limitSeconds ?? 0, terminal, outside, interruption.signal);
    }
  } finally {
    interruption.end();
  }
  for (const { manager, look } of seen) {
    terminal.out(`${manager.name}: ${look.exists ? "drained" : "removed"}\n`);
  }
  const them = seen.length === 1 ? "it" : "them";
  terminal.say(`An apply starts ${them} again, unless the same apply removes ${them}.`);
  if (seen.length === source.places.length) {
    terminal.say(`Now destroy: ${source.destroy}`);
  }
  return 0;
}

function limitOf({ drainSeconds }: DrainSource, seen: readonly Seen[]): number | undefined {
  const graces = seen.flatMap(({ look }) => look.longestSeconds ?? []);
  // A manager that runs may be of an earlier apply, and what an output says leaves out shutdownTimeout.
  const known = drainSeconds === undefined ? graces : [drainSeconds, ...graces];
  const longest = known.length > 0 ? Math.max(...known) : undefined;
  // Nothing has to be known where nothing is waited for.
  return longest === undefined ? (seen.every(({ look }) => hasLetGo(look)) ? 0 : undefined) : longest + END_SECONDS;
}

function refuseObstacles(toScale: readonly Seen[]): void {
  for (const { manager, look } of toScale) {
    if (look.obstacle !== undefined) {
      throw new CommandError(`${manager.name}: can't end, since ${look.obstacle}; nothing was touched`);
    }
  }
}

async function waitFor(
  waiting: readonly Seen[],
  limitSeconds: number,
  terminal: Terminal,
  outside: Outside,
  signal: AbortSignal,
): Promise<void> {
  terminal.say(`Waits up to ${timeText(limitSeconds)}. Ctrl-C ends the wait, not the drain.`);
  let progress = terminal.progress(`waits for ${leftText(waiting)}`);
  const { end, waiting: left } = await waitUntilGone({
    waiting,
    limitSeconds,
    outside,
    signal,
    progress: { update: (text) => progress.update(text) },
    say: (text) => {
      // A line of its own: what is said must not follow what is shown.
      progress.end();
      terminal.say(text);
      progress = terminal.progress("waits");
    },
  }).finally(() => progress.end());
  if (end === "gone") {
    return;
  }
  const advice = end === "timeout" ? left.flatMap(({ manager }) => manager.advice) : [];
  for (const line of [...advice, ...whatNow(left)]) {
    terminal.say(line);
  }
  const names = left.map(({ manager }) => manager.name).join(", ");
  const [has, it] = left.length === 1 ? ["has", "it"] : ["have", "they"];
  throw new CommandError(
    end === "timeout"
      ? `${names}: must have let go within ${timeText(limitSeconds)}, but ${has} not; do not destroy yet: jobs may still run`
      : `interrupted: ${names} ${has} not let go yet; do not destroy before ${it} ${has}`,
  );
}
