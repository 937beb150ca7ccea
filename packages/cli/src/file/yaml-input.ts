import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from "yaml";
import { CommandError } from "../terminal/command-error";
import { pathSegments } from "./path-segments";

/** A place in a text, both counted from 1. */
export interface Position {
  /** The line. */
  readonly line: number;
  /** The character in the line. */
  readonly column: number;
}

/** A document in YAML, of which JSON is a part. */
export interface YamlInput {
  /** What it says, as plain data. */
  readonly data: unknown;
  /** Where a finding's path is, or the nearest place above it that is written. */
  readonly locate: (path: string) => Position;
}

/** A text that is no YAML, with the place where it stops being it. */
export class YamlError extends CommandError {
  constructor(
    /** How messages call the text. */
    readonly source: string,
    /** Where. */
    readonly position: Position,
    /** What must hold instead, and what was given. */
    readonly reason: string,
  ) {
    super(`${source}:${position.line}:${position.column}: error: ${reason}`);
  }
}

/**
 * Reads a document in YAML 1.2 with merge keys (`<<`).
 *
 * @param source how messages call it
 * @throws YamlError with the first fault, by line and column: no YAML, several documents, a key given twice, an
 * unknown tag, aliases that multiply without end, nesting without end
 */
export function yamlInput(text: string, source: string): YamlInput {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = orRefusal(source, () =>
    parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false }),
  );
  const [fault] = [...document.errors, ...document.warnings];
  if (fault?.message.startsWith("Maximum call stack")) {
    throw new YamlError(source, START, TOO_DEEP);
  }
  if (fault) {
    throw new YamlError(source, position(fault.pos[0]), faultText(fault));
  }
  const data: unknown = orRefusal(source, () => document.toJS());
  return { data, locate: (path) => position(offsetOf(document, pathSegments(path))) };
}

function faultText({ code, message }: { readonly code: string; readonly message: string }): string {
  return code === "MULTIPLE_DOCS"
    ? "must be one document, has more; remove what is after ---"
    : `must be YAML: ${firstLine(message)}`;
}

const firstLine = (text: string) => text.split("\n", 1)[0]?.trim() ?? "";

// The parser goes as deep as the text does, and says so in the words of Node.
const TOO_DEEP = "must not be nested as deep as this";

const START: Position = { line: 1, column: 1 };

/** The parser follows nesting by calling itself, and counts what aliases come to. */
function orRefusal<T>(source: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new YamlError(source, START, TOO_DEEP);
    }
    if (error instanceof ReferenceError) {
      const reason = `must be YAML: ${firstLine(error.message)}; write out what the aliases stand for`;
      throw new YamlError(source, START, reason);
    }
    throw error;
  }
}

function offsetOf(document: Document, segments: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of segments) {
    const found = childOf(document, resolved(document, node), segment);
    if (!found) {
      break;
    }
    offset = startOf(isScalar(found.at) ? found.at : found.node) ?? startOf(found.at) ?? offset;
    node = found.node;
  }
  return offset;
}

interface Child {
  /** What a reader looks for: a key, or an entry of a list. */
  readonly at: unknown;
  readonly node: unknown;
}

function childOf(document: Document, node: unknown, segment: string | number): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { at: item, node: item };
  }
  if (!isMap(node)) {
    return undefined;
  }
  const pairs = node.items as Pair[];
  const own = pairs.find(({ key }) => keyText(key) === String(segment));
  if (own) {
    return { at: own.key, node: own.value };
  }
  const merged = pairs.filter(({ key }) => keyText(key) === "<<").map(({ value }) => resolved(document, value));
  return merged
    .flatMap((each) => (isSeq(each) ? each.items.map((item) => resolved(document, item)) : [each]))
    .map((each) => childOf(document, each, segment))
    .find((found) => found !== undefined);
}

/** A key as it is written; that of a merge has a symbol for its value. */
const keyText = (key: unknown): string | undefined => (isScalar(key) ? (key.source ?? String(key.value)) : undefined);

const resolved = (document: Document, node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];
