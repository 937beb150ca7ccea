import { readFileSync } from "node:fs";
import { writeFileSafely } from "../file/write-file";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";

/** What is asked of `runner-fleet schema`. */
export interface SchemaOptions {
  /**
   * The file to write to.
   *
   * @default - the schema is printed
   */
  readonly output?: string;
  /** Whether to overwrite a file with another text. */
  readonly force: boolean;
}

/** Prints the JSON Schema of descriptions, for editors and other programs. */
export function runSchema({ output, force }: SchemaOptions, terminal: Terminal): ExitCode {
  const text = readFileSync(require.resolve("@runner-fleet/config/runner-fleet.schema.json"), "utf8");
  if (output === undefined) {
    terminal.out(text);
  } else {
    writeFileSafely(output, text, { force });
    terminal.say(`wrote ${output}`);
  }
  return 0;
}
