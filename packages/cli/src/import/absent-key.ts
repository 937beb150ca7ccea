import { isSecretKey, reasonForAbsence } from "@runner-fleet/config";
import type { Path } from "./draft";
import { emptyReason } from "./empty-value";
import type { TrackedTable } from "./tracked-table";

const DERIVED = "remove it: ";

/** Keys that did nothing, or do nothing for machines and managers that are made from a description. */
const WITHOUT_LOSS: readonly RegExp[] = [
  /^user$/i,
  /^machine$/i,
  /^(token_expires_at|token_obtained_at|referees)$/i,
  /^(autoscaler|docker|instance|kubernetes|custom|machine|parallels|ssh|virtualbox)$/i,
  /^dir$/i,
];

/** Reports on a key that the description has no place for: why, and what to do. */
export function reportAbsentKey(table: TrackedTable, path: Path, key: string): void {
  const value = table.value(key);
  const reason = reasonForAbsence(path, key);
  const empty = emptyReason(value);
  if (empty !== undefined) {
    table.dropped(key, empty);
  } else if (reason?.startsWith(DERIVED)) {
    table.dropped(key, reason.slice(DERIVED.length));
  } else if (isSecretKey(key)) {
    table.decision(key, reason ?? "it holds a secret, which never belongs into a description");
  } else if (reason !== undefined && WITHOUT_LOSS.some((name) => name.test(key))) {
    table.dropped(key, reason);
  } else {
    table.decision(
      key,
      reason ??
        "GitLab Runner does not know it here, and ignores it; remove it, or correct it in config.toml and import again",
    );
  }
}
