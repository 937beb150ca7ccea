import { realpathSync, writeFileSync } from "node:fs";
import { HclError } from "../document/hcl-error";
import { defaultSchema } from "../schema/default-schema";
import { schemaTable } from "../schema/schema-from-terraform";
import { mergedTables } from "../schema/schema-table";
import { type Hcl, toHcl } from "../to-hcl";
import { type Arguments, readArguments, usage, UsageError } from "./arguments";
import { moveInto } from "./move-into";
import type { Output } from "./output";
import { readJson } from "./read-json";
import { readStack, type Stack } from "./read-stack";
import { writeFolder } from "./write-folder";

/**
 * Runs the command.
 *
 * @returns the exit code: 0 when it is done, 1 when the stack or the folder does not allow it, 2 when it was called wrongly
 */
export function run(args: readonly string[], { out, error }: Output): 0 | 1 | 2 {
  try {
    const given = readArguments(args);
    if (given === undefined) {
      out(usage);
      return 0;
    }
    if (given.into) {
      moveInto(given, given.into, { out, error });
    } else {
      convert(given, { out, error });
    }
    return 0;
  } catch (problem) {
    if (problem instanceof UsageError) {
      error(`${problem.message}\n\n${usage}`);
      return 2;
    }
    if (problem instanceof HclError) {
      error(problem.message);
      return 1;
    }
    throw problem;
  }
}

function convert(given: Arguments, { out, error }: Output): void {
  const stack = readStack(given.stack);
  const schema = given.schema ? mergedTables(defaultSchema(), schemaTable(readJson(given.schema))) : defaultSchema();
  const { files, backend, moved } = given;
  const hcl = toHcl(stack.document, { schema, files, backend, moved });
  if (given.print) {
    out(
      Object.entries(hcl.files)
        .map(([name, text]) => `# ${name}\n\n${text}`)
        .join("\n"),
    );
  }
  if (given.output !== undefined) {
    write(given.output, stack, hcl, given.force);
    const assets = stack.assets.size > 0 ? ` and ${stack.assets.size} files of its assets` : "";
    error(`wrote ${Object.keys(hcl.files).join(", ")}${assets} to ${given.output}`);
    if (!backend) {
      error("no backend is written: Terraform keeps the state in that folder unless you add one, or pass --backend");
    }
  }
  if (given.addresses !== undefined) {
    writeFileSync(given.addresses, `${JSON.stringify(Object.fromEntries(hcl.addresses), undefined, 2)}\n`);
  }
}

function write(folder: string, stack: Stack, hcl: Hcl, force: boolean): void {
  const texts = Object.entries(hcl.files).map(
    ([name, text]) => [name, { bytes: Buffer.from(text), isExecutable: false }] as const,
  );
  if (realPath(folder) === realPath(stack.folder)) {
    throw new HclError(
      `${folder}: must be another folder than the stack's, where Terraform would read cdk.tf.json as well; give one with --output`,
    );
  }
  writeFolder(folder, new Map([...texts, ...stack.assets]), force);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
