import { execFileSync } from "node:child_process";
import { join } from "node:path";

const script = join(__dirname, "../../../../scripts/helm.mjs");

// Asked once: the wrapper costs more than helm itself.
const found = new Map<string, string>();

/** Path of the helm that `scripts/helm.mjs` gives for a HELM_MAJOR; for an empty one, any that is new enough. */
export function helmBinary(major: string): string {
  const binary =
    found.get(major) ??
    execFileSync(process.execPath, [script, "env", "HELM_BIN"], {
      encoding: "utf8",
      env: { ...process.env, HELM_MAJOR: major },
    }).trim();
  found.set(major, binary);
  return binary;
}
