import { existsSync } from "node:fs";
import { checkConfig, leaveToTerraform } from "@runner-fleet/config";
import { CommandError } from "../terminal/command-error";
import { decisionsLeft } from "./decisions-left";
import type { Description, DescriptionFile } from "./description-file";
import { locatedFinding } from "./located-finding";
import { inputText, sourceName } from "./input-text";
import { yamlInput } from "./yaml-input";

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
  const text = await inputText(name);
  const { data, locate } = yamlInput(text, source);
  const { input, left } = leaveToTerraform(data);
  return { ...checkConfig(input), source, input, locate, leftToTerraform: left, decisionsLeft: decisionsLeft(text) };
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
