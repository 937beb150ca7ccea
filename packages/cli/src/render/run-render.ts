import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunnerFleetInput } from "@runner-fleet/stack";
import { readDescription } from "../file/read-description";
import { sayWarnings } from "../file/say-warnings";
import { writeOutput } from "../file/write-output";
import { synthesised } from "../synth/synthesised";
import { CommandError, type ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";

/** What is asked of `runner-fleet render`. */
export interface RenderOptions {
  /**
   * The description; `-` is stdin.
   *
   * @default - runner-fleet.yaml, .yml or .json here
   */
  readonly file?: string;
  /**
   * The folder to write to.
   *
   * @default - everything is printed
   */
  readonly output?: string;
  /**
   * The one file to print.
   *
   * @default - all of them
   */
  readonly only?: string;
  /** Whether to overwrite files that someone else wrote or changed. */
  readonly force: boolean;
}

/** Writes or prints what people read before they apply: config.toml, chart values, user data. */
export async function runRender(options: RenderOptions, terminal: Terminal): Promise<ExitCode> {
  const { file, output, only, force } = options;
  const description = await readDescription(file);
  sayWarnings(description, terminal);
  const progress = terminal.progress(`rendering ${description.source}`);
  const texts = orEnd(progress.end, () =>
    synthesised(description.input as RunnerFleetInput, "root", ({ folder }) => renderedTexts(join(folder, "rendered"))),
  );
  if (only !== undefined) {
    terminal.out(oneOf(texts, only));
  } else if (output !== undefined) {
    const contents = [...texts].map(
      ([name, text]) => [name, { bytes: Buffer.from(text), isExecutable: false }] as const,
    );
    writeOutput(output, { kind: "rendered", files: new Map(contents), force });
    terminal.say(`wrote ${[...texts.keys()].join(", ")} to ${output}`);
  } else {
    terminal.out([...texts].map(([name, text]) => `==> ${name} <==\n${text.trimEnd()}\n`).join("\n"));
  }
  return 0;
}

function orEnd<T>(end: () => void, make: () => T): T {
  try {
    return make();
  } finally {
    end();
  }
}

const renderedTexts = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

function oneOf(texts: ReadonlyMap<string, string>, name: string): string {
  const text = texts.get(name);
  if (text === undefined) {
    throw new CommandError(`--only: must be one of ${[...texts.keys()].join(", ")}, got ${name}`);
  }
  return text;
}
