import { spawn } from "node:child_process";
import { CommandError } from "../terminal/command-error";

/** How a command ended. */
export interface Ran {
  /** Its exit code; 1 where a signal ended it. */
  readonly status: number;
  /** What it printed. */
  readonly stdout: string;
  /** What it complained about. */
  readonly stderr: string;
}

/** Runs a command without a shell. */
export type Run = (command: string, args: readonly string[]) => Promise<Ran>;

/** The longest that one call may take: a person may have to type a code for AWS meanwhile. */
const LONGEST_CALL_MS = 120_000;

/** In English and in the one form, since failures are told apart by their text; without a pager, a prompt or colours. */
const environment = {
  LC_ALL: "C",
  AWS_PAGER: "",
  AWS_CLI_AUTO_PROMPT: "off",
  // Else details follow the message, or it is JSON: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-error-format.html
  AWS_CLI_ERROR_FORMAT: "legacy",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  TF_CLI_ARGS: "",
  TF_CLI_ARGS_output: "",
};

const sources: Readonly<Record<string, string>> = {
  kubectl: "https://kubernetes.io/docs/tasks/tools/",
  aws: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  terraform: "https://developer.hashicorp.com/terraform/install",
  tofu: "https://opentofu.org/docs/intro/install/",
};

/** The command is not installed, or can't be started. */
export class MissingCommandError extends CommandError {
  constructor(
    /** Name of the command. */
    readonly command: string,
    code: string | undefined,
  ) {
    const where = sources[command] ?? "your PATH";
    super(
      code === "ENOENT"
        ? `${command}: must be installed and in PATH, but is not; see ${where}`
        : `${command}: can't be started (${code ?? "unknown reason"}); see ${where}`,
    );
  }
}

/**
 * Runs a command and waits for its end.
 *
 * @param longestMs the longest that it may take, in milliseconds; then it is killed, and has failed
 * @throws MissingCommandError when there is no such command
 */
export const runCommand = (command: string, args: readonly string[], longestMs = LONGEST_CALL_MS): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      // A question is asked on the terminal itself; stdin may be a description.
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    // Not spawn's own timeout, which keeps the process alive where there is no such command.
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      child.kill("SIGKILL");
    }, longestMs);
    const printed = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (chunk: Buffer) => printed.stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => printed.stderr.push(chunk));
    child.on("error", ({ code }: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(new MissingCommandError(command, code));
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({
        status: status ?? 1,
        stdout: String(Buffer.concat(printed.stdout)),
        stderr: isOver ? `no answer within ${longestMs / 1_000} seconds` : String(Buffer.concat(printed.stderr)),
      });
    });
  });
