import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { HclError } from "../document/hcl-error";
import { isJsonObject } from "../document/terraform-document";
import { readJson } from "./read-json";
import type { Content } from "./read-stack";

/** Says which files the command wrote, and their SHA-256: what differs from it is someone's work. */
const listName = ".runner-fleet-hcl.json";

/**
 * Writes files to a folder, and removes those of an earlier run that are none of them. Nothing is written unless all can
 * be; each file is written beside its place and then put there, so none is ever half of one.
 *
 * @param folder where to write; made when it is not there
 * @param files what to write, by path from the folder
 * @param force whether to overwrite and remove what someone else wrote or changed
 * @throws HclError when someone else's file would be overwritten or removed
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, Content>, force: boolean): void {
  const written = writtenBefore(folder);
  const stale = [...written.keys()].filter((name) => !files.has(name) && existsSync(join(folder, name)));
  const touched = [...files.keys(), ...stale].filter((name) => isTouched(folder, name, files.get(name), written));
  if (touched.length > 0 && !force) {
    throw new HclError(
      `${folder}: must hold no file of the same name that someone else wrote or changed, got ${touched.join(", ")}; move them away, write to another folder, or overwrite them with --force`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const beside = mkdtempSync(join(folder, ".runner-fleet-hcl-"));
  try {
    [...files].forEach(([, { bytes, isExecutable }], i) =>
      writeFileSync(join(beside, String(i)), bytes, { mode: isExecutable ? 0o755 : 0o644 }),
    );
    [...files.keys()].forEach((name, i) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      renameSync(join(beside, String(i)), join(folder, name));
    });
    stale.forEach((name) => remove(folder, name));
    const list = Object.fromEntries([...files].map(([name, { bytes }]) => [name, hashOf(bytes)]));
    writeFileSync(join(beside, "list"), `${JSON.stringify({ files: list }, undefined, 2)}\n`);
    renameSync(join(beside, "list"), join(folder, listName));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/**
 * The files that `writeFolder` wrote to a folder last, by path from the folder; none where it wrote nothing.
 *
 * @throws HclError when its list of them is not as it wrote it
 */
export const writtenNames = (folder: string): readonly string[] => [...writtenBefore(folder).keys()];

function writtenBefore(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, listName);
  if (!existsSync(file)) {
    return new Map();
  }
  const list = readJson(file);
  const files = isJsonObject(list) ? list.files : undefined;
  if (!isJsonObject(files)) {
    throw new HclError(`${file}: must be the list that runner-fleet-hcl wrote, got another file; remove it`);
  }
  // A name that leaves the folder is none that the command wrote.
  const names = Object.keys(files).filter((name) => !name.split("/").includes(".."));
  return new Map(names.map((name) => [name, String(files[name])]));
}

/** Whether a file is neither what will be written nor what was. */
function isTouched(
  folder: string,
  name: string,
  content: Content | undefined,
  written: ReadonlyMap<string, string>,
): boolean {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    return false;
  }
  if (!stat.isFile()) {
    throw new HclError(`${path}: must be a file or not there, got a folder; move it away`);
  }
  const bytes = readFileSync(path);
  return !(content?.bytes.equals(bytes) ?? false) && written.get(name) !== hashOf(bytes);
}

/** Removes a file, and the folders that are empty without it. */
function remove(folder: string, name: string): void {
  rmSync(join(folder, name));
  for (let parent = dirname(name); parent !== "."; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return;
    }
  }
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
