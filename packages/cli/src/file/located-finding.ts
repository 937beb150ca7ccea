import { formatFinding, type Finding } from "@runner-fleet/config";
import type { DescriptionFile } from "./description-file";

/** A finding on one line that editors and terminals make a link of: `runner-fleet.yaml:12:5: error: …`. */
export function locatedFinding(
  { source, locate }: Pick<DescriptionFile, "source" | "locate">,
  finding: Finding,
): string {
  const { line, column } = locate(finding.path);
  return `${source}:${line}:${column}: ${finding.severity}: ${formatFinding(finding)}`;
}
