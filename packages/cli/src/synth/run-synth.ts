import type { RunnerFleetInput } from "@runner-fleet/stack";
import { readDescription } from "../file/read-description";
import { sayWarnings } from "../file/say-warnings";
import { writeOutput } from "../file/write-output";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { nextSteps } from "./next-steps";
import type { SynthFormat } from "./synth-formats";
import { synthesised } from "./synthesised";
import { writtenFiles } from "./written-files";

/** What is asked of `runner-fleet synth`. */
export interface SynthOptions {
  /**
   * The description; `-` is stdin.
   *
   * @default - runner-fleet.yaml, .yml or .json here
   */
  readonly file?: string;
  /** What Terraform is given. */
  readonly to: SynthFormat;
  /** The folder to write to. */
  readonly output: string;
  /** Whether to overwrite files that someone else wrote or changed. */
  readonly force: boolean;
}

/** Writes a description as Terraform. */
export async function runSynth({ file, to, output, force }: SynthOptions, terminal: Terminal): Promise<ExitCode> {
  const description = await readDescription(file);
  sayWarnings(description, terminal);
  const progress = terminal.progress(`synthesising ${description.source}`);
  try {
    const input = description.input as RunnerFleetInput;
    const files = synthesised(input, to === "module" ? "module" : "root", (stack) =>
      writtenFiles(stack, { format: to, source: description.source, folder: output }),
    );
    progress.update(`writing ${files.size} files to ${output}`);
    writeOutput(output, { kind: to, files, force });
    progress.end();
    const names = [...files.keys()].filter((name) => !name.includes("/"));
    terminal.say(`wrote ${names.join(", ")} to ${output}`);
  } finally {
    progress.end();
  }
  for (const line of nextSteps({ left: description.leftToTerraform, format: to, folder: output })) {
    terminal.say(line);
  }
  return 0;
}
