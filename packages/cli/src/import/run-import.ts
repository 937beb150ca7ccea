import { inputText, sourceName } from "../file/input-text";
import { writeFileSafely } from "../file/write-file";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import type { Platform } from "./described-gaps";
import { importConfig } from "./import-config";
import { reportJson, reportText } from "./report-text";

/** What `runner-fleet import` is asked for. */
export interface ImportOptions {
  /** The config.toml; `-` is stdin. */
  readonly file: string;
  /**
   * Where the description is written to. The report is then on stdout.
   *
   * @default - stdout; the report is then on stderr
   */
  readonly output?: string;
  /**
   * How the report is written.
   *
   * @default "text"
   */
  readonly report?: "text" | "json";
  /**
   * What the managers are to run on, of which config.toml says nothing.
   *
   * @default - not written, which is "kubernetes"
   */
  readonly platform?: Platform;
  /** Whether a file with another text may be overwritten. */
  readonly force: boolean;
}

/**
 * Turns a config.toml into a description, and reports what became of each of its keys. Ends with 0 also where a person
 * must decide.
 *
 * @throws CommandError when config.toml can't be read, or no runner in it can become a fleet
 */
export async function runImport(
  { file, output, report: form = "text", platform, force }: ImportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { yaml, report } = importConfig(await inputText(file), sourceName(file), platform);
  const write = (colors: Terminal["colors"]) => (form === "json" ? reportJson(report) : reportText(report, colors));
  if (output === undefined) {
    terminal.out(yaml);
    terminal.say(write(terminal.sayColors).trimEnd());
  } else {
    writeFileSafely(output, yaml, { force });
    terminal.out(write(terminal.colors));
  }
  return 0;
}
