import { lstatSync, type Stats, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../terminal/command-error";
import { reasonOf } from "./reason-of";

/** How a file is written. */
export interface WriteOptions {
  /** Whether a file with another text may be overwritten. */
  readonly force: boolean;
}

/**
 * Writes a file whole or not at all: to a temporary name beside it, which is then renamed. A file that has the text
 * already is left alone.
 *
 * @throws CommandError when there is a file with another text and `force` is not given, or the folder can't be written to
 */
export function writeFileSafely(path: string, text: string, { force }: WriteOptions): void {
  const there = statOf(path);
  if (there?.isDirectory()) {
    throw new CommandError(`${path}: must be a file or not there, is a folder; name a file in it`);
  }
  if (there?.isFile() && sameText(path, text)) {
    return;
  }
  if (there && !force) {
    throw new CommandError(`${path}: must not be there, is a file with another text; choose another name, or --force`);
  }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new CommandError(`${path}: can't be written: ${reasonOf(error)}`);
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(`${path}: can't be written: ${reasonOf(error)}`);
  }
}

function sameText(path: string, text: string): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}
