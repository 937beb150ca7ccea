import { leaveToTerraform } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { KeyReport } from "./key-report";

/**
 * What only an account knows and config.toml does not say, unless the report asks for it already: a typed variable of
 * Terraform's, where it is not written.
 */
export function describedGaps({ description }: Draft, report: readonly KeyReport[]): KeyReport[] {
  const asked = new Set(report.filter(({ outcome }) => outcome === "decision").map(({ to }) => to));
  return leaveToTerraform(description)
    .left.filter(({ path }) => !asked.has(path))
    .map(({ path }) => ({
      key: path,
      outcome: "decision",
      note: "config.toml does not say it: write it, or give it to Terraform as a variable",
    }));
}
