import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { HelmMajor } from "../test/chart/render-chart";

const script = join(__dirname, "../../../scripts/helm.mjs");
const found = new Map<HelmMajor | undefined, string>();

/** Path of a helm of a major version, or of the one that HELM_MAJOR or the machine decides. */
export function helmBinary(major?: HelmMajor): string {
  const binary =
    found.get(major) ??
    execFileSync(process.execPath, [script, "env", "HELM_BIN"], {
      encoding: "utf8",
      env: { ...process.env, ...(major && { HELM_MAJOR: String(major) }) },
    }).trim();
  found.set(major, binary);
  return binary;
}
