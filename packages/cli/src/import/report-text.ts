import type { Colors } from "picocolors/types";
import type { KeyReport, Outcome } from "./key-report";

const groups: readonly (readonly [Outcome, string])[] = [
  ["decision", "needs a decision"],
  ["changed", "changed"],
  ["dropped", "dropped"],
  ["kept", "kept"],
];

/** The report for a person: what needs a decision first. Keys of which the same is said stand together. */
export function reportText(report: readonly KeyReport[], colors: Colors): string {
  const paint: Readonly<Record<Outcome, (text: string) => string>> = {
    decision: colors.yellow,
    changed: colors.cyan,
    dropped: colors.dim,
    kept: colors.green,
  };
  return groups
    .map(([outcome, title]) => ({ outcome, title, entries: report.filter((entry) => entry.outcome === outcome) }))
    .filter(({ entries }) => entries.length > 0)
    .map(
      ({ outcome, title, entries }) =>
        `${paint[outcome](`${title} (${entries.length})`)}\n${togetherBySaying(entries)
          .map((line) => `  ${line}\n`)
          .join("")}`,
    )
    .join("\n");
}

function togetherBySaying(entries: readonly KeyReport[]): string[] {
  const bySaying = new Map<string, string[]>();
  for (const { key, to, note } of entries) {
    const said = note === undefined ? "" : `: ${note}`;
    // What came to another place has a line of its own.
    const saying = to === undefined || to === key ? said : ` → ${to}${said}`;
    bySaying.set(saying, [...(bySaying.get(saying) ?? []), key]);
  }
  return [...bySaying].map(([saying, keys]) => keys.join(", ") + saying);
}

/** The report for a program: the entries as they are, and how many there are of each kind. */
export function reportJson(report: readonly KeyReport[]): string {
  const counts = Object.fromEntries(
    groups.map(([outcome]) => [outcome, report.filter((entry) => entry.outcome === outcome).length]),
  );
  return `${JSON.stringify({ counts, keys: report }, undefined, 2)}\n`;
}
