import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** @throws Error of one sentence where images can't be built */
export default function requireImageBuilds(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, "../../../scripts/check-image.mjs")], {
    encoding: "utf8",
  });
  // Where this was thrown says nothing to who reads it.
  if (status !== 0) throw Object.assign(new Error(stderr.trim()), { stack: stderr.trim() });
}
