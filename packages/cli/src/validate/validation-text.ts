import { formatFinding, terraformName } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import type { Validation } from "./validation";

/** What there is to say of a description, for people: a line for each finding, and one of what it comes to. */
export function validationText({ source, valid, findings, leftToTerraform }: Validation, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow };
  const lines = findings.map((finding) => {
    const { line, column, severity } = finding;
    return `${source}:${line}:${column}: ${paint[severity](severity)}: ${formatFinding(finding)}`;
  });
  const count = (severity: "error" | "warning") => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? "" : "s"}`];
  };
  const verdict = valid ? colors.green("valid") : colors.red("not valid");
  const asked = [...new Set(leftToTerraform.map(({ variable }) => terraformName(variable)))];
  const variables = valid && asked.length > 0 ? [`left to Terraform's variables: ${asked.join(", ")}`] : [];
  const summary = [[verdict, ...count("error"), ...count("warning")].join(", "), ...variables].join("; ");
  return [...lines, `${source}: ${summary}`, ""].join("\n");
}
