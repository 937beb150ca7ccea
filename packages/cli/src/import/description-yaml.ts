import { Document, isMap, isScalar, type Pair, type YAMLMap } from "yaml";
import { pathSegments } from "../file/path-segments";
import { schemaHeader } from "../file/schema-header";
import type { KeyReport } from "./key-report";

const COLUMNS = 100;

/**
 * A description in YAML. Each decision of the report is a comment above the place that it is about, or above the fleet or
 * the table that it belongs to.
 *
 * @param fleets names of the fleets by the path of their runner, such as `runners[0]`
 */
export function descriptionYaml(
  description: object,
  report: readonly KeyReport[],
  fleets: ReadonlyMap<string, string>,
): string {
  const document = new Document(description, { aliasDuplicateObjects: false });
  const comments = new Map<Pair, string[]>();
  const top: string[] = [];
  for (const entry of report.filter(({ outcome }) => outcome === "decision")) {
    const place = placeOf(document.contents as YAMLMap, entry, fleets);
    const lines = place ? (comments.get(place) ?? []) : top;
    lines.push(...wrapped(`${entry.key}: ${entry.note}`));
    if (place) {
      comments.set(place, lines);
    }
  }
  for (const [{ key }, lines] of comments) {
    if (isScalar(key)) {
      key.commentBefore = lines.join("\n");
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
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = " DECIDE:";
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > COLUMNS && line.trim() !== "") {
      lines.push(line);
      line = "  ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
