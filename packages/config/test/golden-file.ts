import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The text of a file in `rendered/`, which a person reviews. With `UPDATE_RENDERED=1` the file is written first; CI never
 * sets it.
 */
export function goldenFile(name: string, current: string): string {
  const path = join(__dirname, "rendered", name);
  if (process.env.UPDATE_RENDERED === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, current);
  }
  return readFileSync(path, "utf8");
}
