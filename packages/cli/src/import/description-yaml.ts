import { Document, isMap, isScalar, type Pair, type YAMLMap } from "yaml";
import { wrapped } from "../terminal/wrapped";
import { pathSegments } from "../file/path-segments";
import { schemaHeader } from "../file/schema-header";
import type { KeyReport } from "./key-report";

const COLUMNS = 100;

/**
 * A description in YAML. Each decision of the report is a comment above the place that it is about, or above the fleet or
 * the table that it belongs to; of what the same is said at one place there is one comment.
 *
 * @param fleets names of the fleets by the path of their runner, such as `runners[0]`
 */
export function descriptionYaml(
  description: object,
  report: readonly KeyReport[],
  fleets: ReadonlyMap<string, string>,
): string {
  const document = new Document(description, { aliasDuplicateObjects: false });
  const top: string[] = [];
  const decisions = new Map<Pair | undefined, Map<string, string[]>>();
  for (const entry of report.filter(({ outcome }) => outcome === "decision")) {
    const place = placeOf(document.contents as YAMLMap, entry, fleets);
    const keysByNote = decisions.get(place) ?? new Map<string, string[]>();
    const note = entry.note ?? "";
    decisions.set(place, keysByNote.set(note, [...(keysByNote.get(note) ?? []), entry.key]));
  }
  for (const [place, keysByNote] of decisions) {
    const lines = [...keysByNote].flatMap(([note, keys]) => commentLines(`${keys.join(", ")}: ${note}`));
    if (isScalar(place?.key)) {
      place.key.commentBefore = lines.join("\n");
    } else {
      top.push(...lines);
    }
  }
  const head = top.map((line) => `#${line}\n`).join("");
  return `${schemaHeader}${head}\n${document.toString({ lineWidth: 0 })}`;
}

/** The deepest key on the way to the decision's place that is written. */
function placeOf(root: YAMLMap, { key, to }: KeyReport, fleets: ReadonlyMap<string, string>): Pair | undefined {
  const fleet = fleets.get(/^runners\[\d+\]/i.exec(key)?.[0] ?? "");
  const segments = to === undefined ? (fleet === undefined ? [] : ["fleets", fleet]) : pathSegments(to);
  let node: unknown = root;
  let place: Pair | undefined;
  for (const segment of segments) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === segment);
      if (!pair) {
        break;
      }
      place = pair;
      node = pair.value;
    } else {
      node = (node as { items?: readonly unknown[] } | null)?.items?.[Number(segment)];
    }
  }
  return place;
}

/** A text as lines of a comment, the first of which asks for the decision. */
const commentLines = (text: string) => wrapped(text.replace(/\s+/g, " "), "   ", " DECIDE: ", COLUMNS);
