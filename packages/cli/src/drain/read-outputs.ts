import { readdirSync } from "node:fs";
import { CommandError } from "../terminal/command-error";
import { commandLine } from "./command-line";
import { failureDetail } from "./call-failure";
import type { OutputValues } from "./places-in-outputs";
import { MissingCommandError, type Ran, type Run } from "./run-command";

/** The outputs of a state, and the program that gave them. */
export interface ReadOutputs {
  /** `terraform`, `tofu`, or what TERRAFORM_BINARY_NAME names. */
  readonly program: string;
  /** Whether anything is deployed: the state is there and has something in it. */
  readonly isDeployed: boolean;
  /** The values by name. None of them is ever printed: a sensitive one is among them in plain text. */
  readonly values: OutputValues;
}

/**
 * Reads the outputs of the state that a folder of Terraform has.
 *
 * @param chosen the program, as TERRAFORM_BINARY_NAME names it; else terraform, or tofu where that is not installed
 * @throws CommandError when there is no such program, it gives no outputs, or it finds no state
 */
export async function readOutputs(run: Run, folder: string, chosen: string | undefined): Promise<ReadOutputs> {
  const programs = chosen === undefined || chosen === "" ? ["terraform", "tofu"] : [chosen];
  const { program, ran } = await firstInstalled(run, programs, [`-chdir=${folder}`, "output", "-json", "-no-color"]);
  if (ran.status !== 0) {
    const output = commandLine(program, [`-chdir=${folder}`, "output"]);
    throw new CommandError(
      `${folder}: must be a folder in which '${output}' works, but it fails: ${reason(ran.stderr)}; run '${program} init' there, or give the description`,
    );
  }
  const values = valuesOf(ran.stdout, program, folder);
  return { program, values, isDeployed: Object.keys(values).length > 0 || (await hasResources(run, program, folder)) };
}

async function firstInstalled(run: Run, programs: readonly string[], args: readonly string[]) {
  let missing: unknown;
  for (const program of programs) {
    try {
      return { program, ran: (await run(program, args)) satisfies Ran };
    } catch (error) {
      if (!(error instanceof MissingCommandError)) {
        throw error;
      }
      missing ??= error;
    }
  }
  throw missing;
}

/**
 * Outputs are missing where nothing is deployed any more, where nobody has declared any, and where there is no state at
 * all: for the last `output` prints `{}` and ends with 0, while `state list` says it.
 */
async function hasResources(run: Run, program: string, folder: string): Promise<boolean> {
  const ran = await run(program, [`-chdir=${folder}`, "state", "list"]);
  if (/No state file was found/.test(ran.stderr)) {
    throw new CommandError(isOfTerraform(folder) ? noState(program, folder) : noTerraform(folder));
  }
  return ran.status !== 0 || ran.stdout.trim() !== "";
}

const isOfTerraform = (folder: string) =>
  readdirSync(folder).some((name) => /^\.terraform$|\.(tf|tofu)(\.json)?$/.test(name));

// What is not found may run all the same, so neither must let a destroy that follows go on.
const noState = (program: string, folder: string) =>
  `${folder}: must have a state, but ${program} finds none: nothing was applied there, or its state is of another folder, workspace or backend; give that folder, or the description`;
const noTerraform = (folder: string) =>
  `${folder}: must be a folder of Terraform, but has no *.tf, no *.tf.json and no .terraform; give the folder that was applied, or the description`;

/** Terraform puts what went wrong into a line that begins with Error, in a box. */
const reason = (stderr: string) => failureDetail(/Error: .*/.exec(stderr)?.[0] ?? stderr);

function valuesOf(printed: string, program: string, folder: string): OutputValues {
  try {
    const outputs = JSON.parse(printed) as Readonly<Record<string, { readonly value: unknown }>>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  } catch {
    throw new CommandError(
      `${folder}: '${program} output -json' must print JSON, but printed something else; update ${program}`,
    );
  }
}
