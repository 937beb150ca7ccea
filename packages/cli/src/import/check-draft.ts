import { checkConfig, formatGiven, formatPath, leaveToTerraform, type Finding } from "@runner-fleet/config";
import { pathSegments } from "../file/path-segments";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { isTable } from "./is-table";
import type { KeyReport } from "./key-report";

/** What the schema refuses is taken out round by round; each round ends at least one value. */
const MOST_ROUNDS = 1_000;

/**
 * Takes out of the description what the schema refuses, and gives back the report with a decision for each of that and
 * for whatever else is found.
 */
export function checkDraft(draft: Draft, report: readonly KeyReport[]): KeyReport[] {
  let reported = [...report];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const findings = findingsOf(draft);
    const refused = findings.filter((finding) => isRefusal(draft, finding));
    if (refused.length === 0) {
      const unsaid = findings.filter((finding) => !isAskedFor(reported, finding));
      return unsaid.reduce((all, finding) => withFinding(draft, all, finding, false), reported);
    }
    reported = refused.reduce((all, finding) => withFinding(draft, all, finding, true), reported);
    // From the last to the first, since what is behind an entry of a list moves up.
    [...new Set(refused.map(({ path }) => path))]
      .sort((one, other) => other.localeCompare(one, "en", { numeric: true }))
      .forEach((path) => takeOut(draft, path));
  }
  return reported;
}

const findingsOf = ({ description }: Draft) => checkConfig(leaveToTerraform(description).input).findings;

/**
 * A value that is there, and that the schema does not take; of what is missing there is nothing to take out. Of a fleet,
 * or a table at the top, what is in it is refused, and never the whole.
 */
function isRefusal(draft: Draft, { rule, path }: Finding): boolean {
  const segments = pathSegments(path);
  const value = draft.get(segments);
  const isWhole = segments.length <= (segments[0] === "fleets" ? 2 : 1) && isTable(value);
  return rule.startsWith("schema-") && value !== undefined && !isWhole;
}

/** Whether something is missing for which the report asks already, and says why it is. */
const isAskedFor = (report: readonly KeyReport[], { rule, path }: Finding) =>
  rule === "schema-required" && report.some(({ outcome, to }) => outcome === "decision" && to === path);

function takeOut(draft: Draft, path: string): void {
  const segments = pathSegments(path);
  if (draft.get(segments) !== undefined) {
    draft.remove(segments);
  }
}

/** What was kept at the finding's place is no longer; elsewhere the finding stands for itself. */
function withFinding(
  draft: Draft,
  report: readonly KeyReport[],
  { path, message, fix, rule }: Finding,
  isLeftOut: boolean,
): KeyReport[] {
  const note = `${isLeftOut ? "left out: " : ""}${message}; ${fix} [${rule}]`;
  const place = nearest(draft, report, path);
  const decision: KeyReport = { key: place?.key ?? path, outcome: "decision", to: path, note };
  return place?.outcome === "kept" && place.to === path
    ? report.map((entry) => (entry === place ? decision : entry))
    : [...report, decision];
}

/** The key that a place in the description came from: the place itself, or else a table or list of a fleet around it. */
function nearest(draft: Draft, report: readonly KeyReport[], path: string): KeyReport | undefined {
  const segments = pathSegments(path);
  for (let length = segments.length; length > 0 && (length === segments.length || length > 2); length -= 1) {
    const around = formatPath(segments.slice(0, length));
    const found = report.filter(({ key, to }) => to === around && key !== to);
    if (found.length > 0) {
      return oneOf(found, draft, segments, length);
    }
  }
  return undefined;
}

/** Of the keys that came to a list: the one that says the entry, else the one at its position, where each has one. */
function oneOf(found: readonly KeyReport[], draft: Draft, segments: Path, length: number): KeyReport | undefined {
  const list = draft.get(segments.slice(0, length));
  const index = segments[length];
  if (!Array.isArray(list) || typeof index !== "number") {
    return found[0];
  }
  const entry = formatGiven(list[index]);
  return (
    found.find(({ note }) => note?.includes(entry)) ??
    (found.length === list.length ? found[index] : undefined) ??
    found[0]
  );
}
