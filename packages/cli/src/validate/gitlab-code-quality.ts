import { createHash } from "node:crypto";
import { formatFinding } from "@runner-fleet/config";
import type { Validation } from "./validation";

const severities = { error: "critical", warning: "minor" } as const;

/**
 * Findings as a report of GitLab's code quality, an artifact `reports: codequality`, which merge requests show.
 *
 * Source: GitLab's documentation, ci/testing/code_quality, "Code Quality report format".
 */
export function gitlabCodeQuality({ source, findings }: Validation): string {
  const report = findings.map((finding) => {
    const { rule, path, message, severity, line } = finding;
    return {
      description: formatFinding(finding),
      check_name: rule,
      // Not the line: a finding stays the same one when lines above it come or go.
      fingerprint: createHash("sha256").update([source, rule, path, message].join("\0")).digest("hex"),
      severity: severities[severity],
      location: { path: source, lines: { begin: line } },
    };
  });
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
