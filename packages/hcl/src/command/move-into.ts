import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HclError } from "../document/hcl-error";
import { checkedMoveTable, moveTableFile } from "../moves/move-table";
import { movedInto } from "../moves/moved-into";
import type { Arguments, ModuleCall } from "./arguments";
import type { Output } from "./output";
import { readJson } from "./read-json";
import { readStack } from "./read-stack";

/**
 * Writes the `moved` blocks by which a stack becomes a call of a module.
 *
 * @throws HclError when the stack or the module does not allow it, or someone's own file would be overwritten
 */
export function moveInto(
  { stack, output, print, force }: Arguments,
  { module, as }: ModuleCall,
  { out, error }: Output,
) {
  const file = join(module, moveTableFile);
  const table = checkedMoveTable(readJson(file), file);
  const { hcl, addresses, remaining, added } = movedInto(readStack(stack).document, table, { as });
  if (print) {
    out(hcl);
  }
  if (output !== undefined) {
    writeOne(output, hcl, force);
    error(`wrote moved blocks of ${addresses.size} resources to ${output}`);
  }
  if (remaining.size > 0) {
    error(`not in the module, see the comments: ${[...remaining.values()].join(", ")}`);
  }
  if (added.length > 0) {
    error(`not in the stack, so the plan adds: ${added.join(", ")}`);
  }
}

function writeOne(file: string, text: string, force: boolean): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile()) {
    throw new HclError(
      `${file}: must be a file or not there, got a folder; name a file in it, such as ${join(file, "moved.tf")}`,
    );
  }
  if (!force && stat !== undefined && readFileSync(file, "utf8") !== text) {
    throw new HclError(
      `${file}: must have what this would write or not be there, got another text; move it away, write to another file, or overwrite it with --force`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
