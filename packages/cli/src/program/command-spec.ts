import type { OptionValues } from "commander";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";

/** An argument or a flag of a command, as its help shows it. */
export interface FlagSpec {
  /** Name and value: `[file]`, `-o, --output <folder>`. */
  readonly flags: string;
  /** What it is for, in one line. */
  readonly description: string;
  /**
   * The values that it takes.
   *
   * @default - any
   */
  readonly choices?: readonly string[];
  /**
   * The value where none is given.
   *
   * @default - none
   */
  readonly default?: string;
  /**
   * Whether it must be given.
   *
   * @default false
   */
  readonly required?: boolean;
}

/** A call of a command, and what it does. */
export interface CommandExample {
  /** What follows `runner-fleet`. */
  readonly call: string;
  /** What it does. */
  readonly does: string;
}

/** How a command is called, and what is then run. */
export interface CommandSpec {
  /** What it does, for the top of its help. */
  readonly description: string;
  /** Its arguments, in order. */
  readonly arguments: readonly FlagSpec[];
  /** Its flags, without `--help`. */
  readonly options: readonly FlagSpec[];
  /** Calls for the end of its help. */
  readonly examples: readonly CommandExample[];
  /** Runs it. An argument that is not given is undefined. */
  readonly run: (
    args: readonly (string | undefined)[],
    options: OptionValues,
    terminal: Terminal,
  ) => ExitCode | Promise<ExitCode>;
}
