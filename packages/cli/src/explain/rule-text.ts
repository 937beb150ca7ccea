import { isAcceptable, type Rule } from "@runner-fleet/config";
import type { Colors } from "picocolors/types";
import { wrapped } from "../terminal/wrapped";

/** A rule for a terminal: what it asks, why, what to do, and how to live with what it finds. */
export function ruleText(rule: Rule, colors: Colors): string {
  return [
    `${colors.bold(rule.id)}: ${rule.severity}`,
    "",
    ...wrapped(rule.title),
    "",
    colors.bold("Why"),
    ...wrapped(rule.why, "  "),
    "",
    colors.bold("Fix"),
    ...wrapped(rule.fix, "  "),
    "",
    colors.bold("Accept"),
    ...acceptText(rule),
    "",
  ].join("\n");
}

function acceptText(rule: Rule): string[] {
  if (!isAcceptable(rule)) {
    return wrapped("A description can't live with it: it must be fixed.", "  ");
  }
  return [
    ...wrapped("Where it is as it should be, say so in the description, with the path that 'validate' prints:", "  "),
    "",
    "  accept:",
    `    - rule: ${rule.id}`,
    "      path: …    # leave it out to accept every finding of the rule",
    "      reason: …  # why it is acceptable here, in at least 10 characters",
  ];
}
