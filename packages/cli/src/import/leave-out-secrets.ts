import { formatPath, looksLikeSecret } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { isTable } from "./is-table";
import type { KeyReport } from "./key-report";
import { isSecretText } from "./secret-entry";

const NOTE = "left out: it holds what looks like a secret, which never belongs into a description (not shown)";

/**
 * Takes out of the description whatever still looks like a secret, however it came there, and gives back the report with
 * a decision for each.
 */
export function leaveOutSecrets(draft: Draft, report: readonly KeyReport[]): KeyReport[] {
  // From the last to the first, since what is behind an entry of a list moves up.
  const found = secretPaths(draft.description, []).reverse();
  found.forEach((path) => draft.remove(path));
  return found.reduce(
    (reported, path) => {
      const to = formatPath(path);
      const kept = reported.find((entry) => entry.to === to && entry.key !== to);
      const decision: KeyReport = { key: kept?.key ?? to, outcome: "decision", to, note: NOTE };
      return kept ? reported.map((entry) => (entry === kept ? decision : entry)) : [...reported, decision];
    },
    [...report],
  );
}

function secretPaths(value: unknown, path: Path): Path[] {
  if (typeof value === "string") {
    return isSecretText(value) ? [path] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretPaths(item, [...path, index]));
  }
  return isTable(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        looksLikeSecret(key) ? [[...path, key]] : secretPaths(item, [...path, key]),
      )
    : [];
}
