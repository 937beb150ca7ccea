import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair } from "yaml";
import { CommandError } from "../terminal/command-error";
import { sourceName, STDIN } from "./input-text";
import { looksLikeConfigToml } from "./looks-like-config-toml";
import { pathSegments } from "./path-segments";
import { firstLine, keyText, referenceFault, startOf, syntaxFault, type YamlFault } from "./yaml-faults";

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
    /**
     * What to do.
     *
     * @default "correct it"
     */
    readonly fix?: string,
  ) {
    super(`${source}:${position.line}:${position.column}: error: ${reason}${fix === undefined ? "" : `; ${fix}`}`);
  }
}

/**
 * Reads a document in YAML 1.2 with merge keys (`<<`).
 *
 * @param source how messages call it
 * @throws YamlError with the first fault, by line and column: no YAML, a config.toml, several documents, a key given
 * twice, an unknown tag, an alias without an anchor, aliases that multiply without end, nesting without end
 */
export function yamlInput(text: string, source: string): YamlInput {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refusal = ({ offset, reason, fix }: YamlFault) => new YamlError(source, position(offset), reason, fix);
  return notTooDeep(source, () => {
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
    const fault = syntaxFault(document, (offset) => position(offset).line);
    if ((fault || !isMap(document.contents)) && looksLikeConfigToml(text)) {
      throw refusal(configToml(source));
    }
    if (document.errors[0]?.message.startsWith("Maximum call stack")) {
      throw new RangeError();
    }
    if (fault) {
      throw refusal(fault);
    }
    const data = dataOf(document, refusal);
    return { data, locate: (path) => position(offsetOf(document, pathSegments(path))) };
  });
}

const configToml = (source: string): YamlFault => ({
  offset: 0,
  reason: "must be a description, is a config.toml",
  fix: `make a description of it with 'runner-fleet import ${source === sourceName(STDIN) ? STDIN : source}'`,
});

/** The parser goes as deep as the text does, and says so in the words of Node. */
function notTooDeep<T>(source: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new YamlError(source, { line: 1, column: 1 }, "must not be nested as deep as this");
    }
    throw error;
  }
}

/** Aliases and merges are looked up, and what they come to is counted, only where the data is made. */
function dataOf(document: Document, refusal: (fault: YamlFault) => YamlError): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const fault = error instanceof RangeError ? undefined : (referenceFault(document) ?? aliasesFault(error));
    throw fault ? refusal(fault) : error;
  }
}

/** What the parser says of aliases that it counts. */
const aliasesFault = (error: unknown): YamlFault | undefined =>
  error instanceof ReferenceError
    ? {
        offset: 0,
        reason: `must be YAML: ${firstLine(error.message)}`,
        fix: "write out what the aliases stand for",
      }
    : undefined;

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

const resolved = (document: Document, node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
