import { formatGiven } from "@runner-fleet/config";
import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Node } from "yaml";

/** What keeps a text from being a document. */
export interface YamlFault {
  /** Where in the text, from 0. */
  readonly offset: number;
  /** What must hold instead, and what was given. */
  readonly reason: string;
  /**
   * What to do.
   *
   * @default - it is for who wrote the text to see
   */
  readonly fix?: string;
}

/**
 * The first thing that the parser found.
 *
 * @param lineOf the line of an offset, from 1
 */
export function syntaxFault(document: Document.Parsed, lineOf: (offset: number) => number): YamlFault | undefined {
  const [fault] = [...document.errors, ...document.warnings];
  if (!fault) {
    return undefined;
  }
  const [offset] = fault.pos;
  if (fault.code === "MULTIPLE_DOCS") {
    return { offset, reason: "must be one document, has more", fix: "remove what is after ---" };
  }
  const own = fault.code === "DUPLICATE_KEY" ? duplicateKey(document, offset, lineOf) : undefined;
  return own ?? { offset, reason: `must be YAML: ${firstLine(fault.message)}` };
}

/** The first line of what the parser says. */
export const firstLine = (text: string) => text.split("\n", 1)[0]?.trim() ?? "";

function duplicateKey(
  document: Document.Parsed,
  offset: number,
  lineOf: (offset: number) => number,
): YamlFault | undefined {
  let found: YamlFault | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const again = items.find(({ key }) => startOf(key) === offset);
      const name = keyText(again?.key);
      const first = items.find(({ key }) => keyText(key) === name);
      if (name === undefined || first === undefined) {
        return undefined;
      }
      const line = lineOf(startOf(first.key) ?? 0);
      const reason = `must have each key once, got ${formatGiven(name)}, which is in line ${line} already`;
      found = { offset, reason, fix: "remove one of them, or make one of both" };
      return visit.BREAK;
    },
  });
  return found;
}

/** The first alias or merge that stands for nothing, of which the parser says neither which nor where. */
export function referenceFault(document: Document): YamlFault | undefined {
  const anchors = new Map<string, unknown>();
  const resolved = (node: unknown) => (isAlias(node) ? anchors.get(node.source) : node);
  let found: YamlFault | undefined;
  const stop = (node: unknown, fault: Omit<YamlFault, "offset">) => {
    found = { offset: startOf(node) ?? 0, ...fault };
    return visit.BREAK;
  };
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        return anchors.has(node.source) ? undefined : stop(node, noAnchor);
      }
      if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
      return undefined;
    },
    Pair: (_key, { key, value }) => {
      const source = resolved(value);
      const isWhole = isMap(source) || (isSeq(source) && source.items.every((item) => isMap(resolved(item))));
      // An alias without an anchor is found when it is come to itself.
      return keyText(key) !== "<<" || isWhole || source === undefined ? undefined : stop(key, noMap);
    },
  });
  return found;
}

const noAnchor = {
  reason: "must be YAML: an alias (*) must have its anchor (&) before it, has none",
  fix: "write the anchor, or quote a text that begins with *",
};

const noMap = {
  reason: "must be YAML: a merge (<<) must be of keys with values, or of a list of such, got something else",
  fix: "merge an alias of such, or remove it",
};

/** A key as it is written; that of a merge has a symbol for its value. */
export const keyText = (key: unknown): string | undefined =>
  isScalar(key) ? (key.source ?? String(key.value)) : undefined;

/** Where a node begins. */
export const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];
