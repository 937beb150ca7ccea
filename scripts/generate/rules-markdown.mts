import type { Rule } from "@runner-fleet/config";
import { escaped } from "./escaped.mts";

const INTRODUCTION = `# Rules

What must hold in a description of runner fleets beyond the form of its single values. A finding names its rule in
brackets at the end of the line:

\`\`\`
fleets.linux.policies[1].idleCount: must be at most maxInstances × capacityPerInstance (10), got 11; lower idleCount, or raise maxInstances [idle-count-above-capacity]
\`\`\`

An error keeps the description from being used; a warning is printed and nothing more. Ids that begin with \`schema-\` are
not listed here: they say that a single value has the wrong form.

To live with a finding, say so and why. Warnings can always be accepted, errors only where it is said below. An entry that
accepts nothing is itself reported, as \`accept-without-effect\`.

\`\`\`yaml
accept:
  - rule: privileged-on-shared-machines
    path: fleets.linux.docker.privileged # left out: every finding of the rule
    reason: all projects of this fleet belong to one team
\`\`\`

This page is written by \`npm run generate\` from \`packages/config/src/rules\`.
`;

/** The page on the rules. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  return [INTRODUCTION, ...rules.map(section)].join("\n");
}

function section({ id, title, why, fix, severity, acceptable = severity === "warning" }: Rule): string {
  const kind = severity === "warning" ? "Warning" : acceptable ? "Error, can be accepted" : "Error";
  return `## ${id}\n\n${title}.\n\n${kind}. ${escaped(why)}\n\n**What to do:** ${escaped(fix)}.\n`;
}
