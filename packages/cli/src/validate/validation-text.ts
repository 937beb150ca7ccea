import { counted, formatFinding, terraformName } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import { askedVariables } from "../file/asked-variables";
import type { Validation } from "./validation";

/** What there is to say of a description, for people: a line for each finding, and one of what it comes to. */
export function validationText(validation: Validation, decisionsLeft: number, colors: Colors): string {
  const { source, findings } = validation;
  const paint = { error: colors.red, warning: colors.yellow };
  const lines = findings.map((finding) => {
    const { line, column, severity } = finding;
    return `${source}:${line}:${column}: ${paint[severity](severity)}: ${formatFinding(finding)}`;
  });
  return [...lines, validationSummary(validation, decisionsLeft, colors), ""].join("\n");
}

/** What the findings of a description come to, in a line. */
export function validationSummary(
  { source, valid, findings, leftToTerraform }: Validation,
  decisionsLeft: number,
  colors: Colors,
): string {
  const count = (severity: "error" | "warning") => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [counted(number, severity)];
  };
  const verdict = valid ? colors.green("valid") : colors.red("not valid");
  const asked = askedVariables(leftToTerraform).map(terraformName);
  const variables = valid && asked.length > 0 ? [`left to Terraform's variables: ${asked.join(", ")}`] : [];
  const decisions = decisionsLeft === 0 ? [] : [`${counted(decisionsLeft, "decision")} left`];
  const counts = [verdict, ...count("error"), ...count("warning"), ...decisions].join(", ");
  return `${source}: ${[counts, ...variables].join("; ")}`;
}
