import { setTimeout as sleep } from "node:timers/promises";
import { runCommand, type Run } from "./run-command";

/** What is outside the command: other commands, a person, and time. */
export interface Outside {
  /** Runs a command. */
  readonly run: Run;
  /** Asks a person, who may say yes. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Milliseconds between two looks at a manager. */
  readonly intervalMs: number;
  /** Milliseconds of the clock. */
  readonly now: () => number;
  /** Lets the process be interrupted from now on, by Ctrl-C or SIGTERM. */
  readonly interruption: () => Interruption;
  /**
   * The program that reads Terraform's states, as the environment names it for cdktf.
   *
   * @default - terraform, or tofu where that is not installed
   */
  readonly terraform?: string;
}

/** An interruption that may come. */
export interface Interruption {
  /** Aborted when it has come. */
  readonly signal: AbortSignal;
  /** From now on signals end the process again. */
  readonly end: () => void;
}

/** Pauses for a time, or until it is interrupted. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
};

/** Waits for signals; a second one ends the process as usual. */
function interruption(): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    controller.abort();
    end();
  };
  const end = () => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return { signal: controller.signal, end };
}

/** A look every ten seconds: soon enough for a drain of minutes, and far below what AWS and Kubernetes take. */
const INTERVAL_MS = 10_000;

/** The machine that the command runs on. */
export const onThisMachine = (): Outside => ({
  run: runCommand,
  confirm: async (question) => {
    // It is an ES module, and nobody is asked in most runs.
    const { confirm } = await import("@clack/prompts");
    return (await confirm({ message: question, initialValue: false, output: process.stderr })) === true;
  },
  intervalMs: INTERVAL_MS,
  now: () => Date.now(),
  interruption,
  terraform: process.env.TERRAFORM_BINARY_NAME,
});
