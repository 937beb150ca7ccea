/** What a process may end with: done, what was asked for can't be had, or the command was called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Something that a person can mend, said in one line: where, what must hold, what was given, what to do. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** What the process ends with. */
    readonly exitCode: ExitCode = 1,
  ) {
    super(message);
    this.name = "CommandError";
  }
}

/** The command was called wrongly; the process ends with 2. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, 2);
    this.name = "UsageError";
  }
}
