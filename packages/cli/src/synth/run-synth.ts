import { terraformName, variables, type LeftToTerraform } from "@runner-fleet/config";
import { writeFolder } from "@runner-fleet/hcl";
import type { RunnerFleetInput } from "@runner-fleet/stack";
import { readDescription } from "../file/read-description";
import { sayWarnings } from "../file/say-warnings";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
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

/** Of a module, what its caller's providers have. */
const ofProviders = new Set(["region"]);

/** Writes a description as Terraform. */
export async function runSynth({ file, to, output, force }: SynthOptions, terminal: Terminal): Promise<ExitCode> {
  const description = await readDescription(file);
  sayWarnings(description, terminal);
  const progress = terminal.progress(`synthesising ${description.source}`);
  try {
    const input = description.input as RunnerFleetInput;
    const files = synthesised(input, to === "module" ? "module" : "root", (stack) => writtenFiles(stack, to));
    progress.update(`writing ${files.size} files to ${output}`);
    writeFolder(output, files, force);
    progress.end();
    const names = [...files.keys()].filter((name) => !name.includes("/"));
    terminal.say(`wrote ${names.join(", ")} to ${output}`);
  } finally {
    progress.end();
  }
  for (const line of askedFor(description.leftToTerraform, to)) {
    terminal.say(line);
  }
  return 0;
}

/** The variables that must be given a value, since the description leaves it out. */
function askedFor(left: readonly LeftToTerraform[], to: SynthFormat): string[] {
  const names = [...new Set(left.map(({ variable }) => variable))].filter(
    (name) => to !== "module" || !ofProviders.has(name),
  );
  if (names.length === 0) {
    return [];
  }
  const width = Math.max(...names.map((name) => terraformName(name).length));
  return [
    "variables to give, which the description leaves out:",
    ...names.map((name) => `  ${terraformName(name).padEnd(width)}  ${variables[name].description}`),
  ];
}
