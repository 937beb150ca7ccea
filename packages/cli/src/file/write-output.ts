import { type Content, writeFolder, writtenNames } from "@runner-fleet/hcl";
import { CommandError } from "../terminal/command-error";

/** What a folder may hold that this command wrote, each with a file that it always has and no other kind has. */
const kinds = {
  json: { file: "cdk.tf.json", words: "JSON ('synth --to json')" },
  hcl: { file: "providers.tf", words: "HCL ('synth --to hcl')" },
  module: { file: "README.md", words: "a module ('synth --to module')" },
  rendered: { file: "config.toml", words: "what 'render' shows" },
} as const;

/** What a folder holds. */
export type OutputKind = keyof typeof kinds;

/** What is to be written to a folder. */
export interface Output {
  /** What it is. */
  readonly kind: OutputKind;
  /** Files by their path in the folder. */
  readonly files: ReadonlyMap<string, Content>;
  /** Whether to overwrite what someone else wrote or changed, and what is of another kind. */
  readonly force: boolean;
}

/**
 * Writes files to a folder, and removes those of an earlier run that are none of them.
 *
 * @throws CommandError when this command wrote something of another kind there, whose files would be removed
 * @throws HclError when someone else's file would be overwritten or removed
 */
export function writeOutput(folder: string, { kind, files, force }: Output): void {
  const before = kindOf(writtenNames(folder));
  if (before !== undefined && before !== kind && !force) {
    throw new CommandError(
      `${folder}: must not hold another format, has ${kinds[before].words}, got ${kinds[kind].words} to write; ${consequence(before, kind)}; write to another folder, or replace it with --force`,
    );
  }
  writeFolder(folder, files, force);
}

const kindOf = (names: readonly string[]): OutputKind | undefined =>
  (Object.keys(kinds) as OutputKind[]).find((kind) => names.includes(kinds[kind].file));

const consequence = (before: OutputKind, now: OutputKind) =>
  before === "rendered" || now === "rendered"
    ? "its files would be removed"
    : "their resources have other addresses, so an apply would destroy what is deployed and make it anew";
