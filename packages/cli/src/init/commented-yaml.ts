import { stringify } from "yaml";
import { wrapped } from "../terminal/wrapped";

/** A key of a YAML file, with what a person should know of it. */
export interface CommentedKey {
  /** The key. */
  readonly key: string;
  /**
   * What it means, in sentences; wrapped as needed.
   *
   * @default - nothing
   */
  readonly comment?: string;
  /**
   * Its value as plain data, written on the key's own line.
   *
   * @default - `keys` or `items`
   */
  readonly value?: unknown;
  /**
   * The keys of the table that it holds. A table whose keys are all off is off.
   *
   * @default - `value` or `items`
   */
  readonly keys?: readonly CommentedKey[];
  /**
   * The tables of the list that it holds.
   *
   * @default - `value` or `keys`
   */
  readonly items?: readonly (readonly CommentedKey[])[];
  /**
   * Whether it and all that it holds is written, but has no effect: each line begins with a `#` that is to be removed.
   *
   * @default false
   */
  readonly isOff?: boolean;
}

/** Columns that the prose of a comment keeps to. */
const COLUMNS = 100;

/** A line of prose begins with `# `, a key that is off with `#` alone: so a person knows which of them to remove. */
const PROSE = "# ";
const OFF = "#";

/** Text as lines of a comment, below each other at an indentation. */
export const commentLines = (text: string, indent = "") => wrapped(text, `${indent}${PROSE}`, undefined, COLUMNS);

/** Writes keys with their comments. Pure: the same keys give the same text. The keys at the top stand apart. */
export function commentedYaml(keys: readonly CommentedKey[]): string {
  return keys.map((entry) => `${keyLines(entry, "", false).join("\n")}\n`).join("\n");
}

function keyLines(entry: CommentedKey, indent: string, isInOff: boolean, dash = ""): string[] {
  const { key, comment, value, keys, items } = entry;
  const isOff = isInOff || isWhollyOff(entry);
  const start = `${indent}${isOff ? OFF : ""}${dash}${plainData(key)}:`;
  const inner = `${indent}${" ".repeat(dash.length)}  `;
  const above = comment === undefined ? [] : commentLines(comment, indent);
  if (keys) {
    return [...above, start, ...keys.flatMap((child) => keyLines(child, inner, isOff))];
  }
  if (items) {
    return [...above, start, ...items.flatMap((item) => itemLines(item, inner, isOff))];
  }
  return [...above, `${start} ${plainData(value)}`];
}

/** The first key of a list's table stands behind the dash, the others below it. */
function itemLines([first, ...others]: readonly CommentedKey[], indent: string, isOff: boolean): string[] {
  return [
    ...(first ? keyLines(first, indent, isOff, "- ") : []),
    ...others.flatMap((entry) => keyLines(entry, `${indent}  `, isOff)),
  ];
}

/** An empty table in place of keys that are off would be null, which is another thing than a key that is not there. */
const isWhollyOff = ({ isOff = false, keys }: CommentedKey): boolean => isOff || (keys?.every(isWhollyOff) ?? false);

/** Plain data on one line. What an older YAML takes for a truth value or a date gets quotes. */
function plainData(data: unknown): string {
  const text = stringify(data, {
    collectionStyle: "flow",
    flowCollectionPadding: !Array.isArray(data),
    lineWidth: 0,
    compat: "yaml-1.1",
  }).trimEnd();
  // A text with a line break would go over several lines, and what follows the break could be read as keys of its own.
  return text.includes("\n") ? JSON.stringify(data) : text;
}
