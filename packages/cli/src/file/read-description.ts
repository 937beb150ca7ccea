import { existsSync } from "node:fs";
import {
  checkConfig,
  leaveToTerraform,
  type Finding,
  type LeftToTerraform,
  type RunnerFleetConfig,
} from "@runner-fleet/config";
import { CommandError } from "../terminal/command-error";
import { locatedFinding } from "./located-finding";
import { inputText, sourceName } from "./input-text";
import { yamlInput, type Position } from "./yaml-input";

/** A description in a file, checked. */
export interface DescriptionFile {
  /** What messages call it: the file's name, or stdin. */
  readonly source: string;
  /** What the file says, with a variable of the catalogue where it leaves out what only an account knows. */
  readonly input: unknown;
  /**
   * The description with its defaults.
   *
   * @default - left out when a finding is an error
   */
  readonly config?: RunnerFleetConfig;
  /** Everything found. */
  readonly findings: readonly Finding[];
  /** What the file leaves out, and Terraform is asked for. */
  readonly leftToTerraform: readonly LeftToTerraform[];
  /** Where in the file a path is. */
  readonly locate: (path: string) => Position;
}

/** A description that can be used. */
export interface Description extends DescriptionFile {
  /** The description with its defaults. */
  readonly config: RunnerFleetConfig;
  /** Findings, none of which is an error. */
  readonly warnings: readonly Finding[];
}

/** Names of a description that are looked for where none is given. */
const usualNames = ["runner-fleet.yaml", "runner-fleet.yml", "runner-fleet.json"] as const;

/**
 * The file that is meant.
 *
 * @throws CommandError when none is given and there is none of the usual names
 */
export function descriptionName(file: string | undefined): string {
  const found = file ?? usualNames.find((name) => existsSync(name));
  if (found === undefined) {
    throw new CommandError(
      "no file was named, and none of runner-fleet.yaml, .yml or .json is here; name one, or begin with 'runner-fleet init'",
    );
  }
  return found;
}

/**
 * Reads and checks a description, whatever is found.
 *
 * @param file its name, or `-` for stdin; one of the usual names by default
 * @throws CommandError when it can't be read or is no YAML
 */
export async function checkDescription(file?: string): Promise<DescriptionFile> {
  const name = descriptionName(file);
  const source = sourceName(name);
  const { data, locate } = yamlInput(await inputText(name), source);
  const { input, left } = leaveToTerraform(data);
  return { ...checkConfig(input), source, input, locate, leftToTerraform: left };
}

/**
 * Reads a description that can be used.
 *
 * @param file its name, or `-` for stdin; one of the usual names by default
 * @throws CommandError with every error, by line and column
 */
export async function readDescription(file?: string): Promise<Description> {
  const description = await checkDescription(file);
  const { config, findings } = description;
  if (!config) {
    const errors = findings.filter(({ severity }) => severity === "error");
    throw new CommandError(errors.map((finding) => locatedFinding(description, finding)).join("\n"));
  }
  return { ...description, config, warnings: findings };
}
