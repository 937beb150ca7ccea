import { didYouMean, isSecretKey, reasonForAbsence } from "@runner-fleet/config";
import type { Path } from "./path";
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

/** What GitLab Runner calls what it had under another name before. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["pre_clone_script", "pre_get_sources_script"],
  ["post_clone_script", "post_get_sources_script"],
]);

/**
 * Reports on a key that the description has no place for: why, and what to do.
 *
 * @param known the keys of config.toml that it has a place for in this table
 */
export function reportAbsentKey(table: TrackedTable, path: Path, key: string, known: readonly string[]): void {
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
        `GitLab Runner does not know it here, and ignores it; ${meant(key, known)}remove it, or correct it in config.toml ` +
          "and import again",
    );
  }
}

/** The name that is meant, if it is known: the one of today, or one that is near. */
function meant(key: string, known: readonly string[]): string {
  const renamed = RENAMED.get(key.toLowerCase());
  const near = didYouMean(key, known);
  return renamed !== undefined
    ? `it is called ${renamed} now: `
    : near === undefined
      ? ""
      : `perhaps ${near} is meant: `;
}
