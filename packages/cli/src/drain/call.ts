import { callFailure, CallFailure, isFailure, type CallCommand } from "./call-failure";
import type { Run } from "./run-command";

/** A call of kubectl or aws. */
export interface CallInput {
  /** The command. */
  readonly command: CallCommand;
  /** Its arguments. */
  readonly args: readonly string[];
  /** What must be allowed for it, in the words of AWS or Kubernetes. */
  readonly right: string;
}

/** Makes a call and gives what it printed; a failure is a `CallFailure`. */
export type Call = (input: CallInput) => Promise<string>;

/** Calls that are made by running the commands. */
export const callBy =
  (run: Run): Call =>
  async ({ command, args, right }) => {
    const ran = await run(command, args);
    if (ran.status !== 0) {
      throw callFailure(command, right, ran);
    }
    return ran.stdout;
  };

/** How often something is tried whose failures are temporary. */
const TRIES = 5;

/** Does something that makes calls, and again after a pause where the failure of one is temporary. */
export async function retried<Result>(action: () => Promise<Result>, pause: () => Promise<void>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await action();
    } catch (error) {
      if (!isFailure(error, "temporary") || tried === TRIES) {
        throw error;
      }
    }
    await pause();
  }
}

/**
 * What a call printed as JSON; nothing where it printed nothing.
 *
 * @throws CallFailure when it is something else
 */
export function answerOf<Answer>(command: CallCommand, printed: string): Answer | undefined {
  if (printed.trim() === "") {
    return undefined;
  }
  try {
    return JSON.parse(printed) as Answer;
  } catch {
    throw new CallFailure("other", `${command} must answer in JSON, got something else; run it by hand to see what`);
  }
}
