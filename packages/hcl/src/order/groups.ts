import { addressOf, type Element } from "../document/elements";
import { saidIds } from "../document/construct-path";
import { hintFor, type Hints } from "../names/hints";
import { wordsOf } from "../names/words";
import { dependenciesFirst } from "./dependencies-first";
import type { usesOf } from "./uses";

/** The blocks of a construct, in the order in which they are written. */
export interface Group {
  /** Path of the construct below the stack; empty for what is directly in the stack. */
  readonly path: string;
  /** What the comment above says; empty for none. */
  readonly heading: string;
  /** The blocks. */
  readonly elements: readonly Element[];
}

/**
 * How many blocks a construct may have, directly in the stack and deeper, to be one thing to a reader. What is inside a
 * larger one gets headings of its own.
 */
const most = { outer: 12, inner: 24 };

/**
 * Blocks by the construct that they are from, what is used before what uses it: the groups among themselves, and the
 * blocks in each.
 *
 * @param uses what a block refers to
 */
export function groupsOf(
  elements: readonly Element[],
  hints: Pick<Required<Hints>, "headings">,
  uses: typeof usesOf,
): readonly Group[] {
  const parents = elements.map(({ path = [] }) => path.slice(0, -1));
  const keys = new Map(elements.map((element) => [element, keyOf(element.path ?? [], parents, hints)]));
  const byAddress = new Map(elements.map((element) => [addressOf(element), element]));
  const used = new Map(
    elements.map((element) => [
      element,
      [...uses(element)].map((address) => byAddress.get(address)).filter((each) => each !== undefined),
    ]),
  );
  const usedBy = (element: Element) => used.get(element) ?? [];
  const groupKeys = [...new Set(keys.values())].sort(byDepth);
  const members = (key: string) => elements.filter((element) => keys.get(element) === key);
  const sorted = dependenciesFirst(groupKeys, (key) =>
    members(key).flatMap((element) => usedBy(element).map((other) => keys.get(other) ?? "")),
  );
  return sorted.map((key) => ({
    path: key,
    heading: headingOf(key, groupKeys, hints),
    elements: dependenciesFirst(
      [...members(key)].sort((a, b) => saidIds(a.path ?? []).length - saidIds(b.path ?? []).length),
      usedBy,
    ),
  }));
}

/**
 * The construct that a block belongs to for a reader: the outermost around it that is not too large, or the one that it
 * is directly in.
 *
 * @param parents of every block, the construct that it is directly in
 */
function keyOf(
  path: readonly string[],
  parents: readonly (readonly string[])[],
  { headings }: Pick<Required<Hints>, "headings">,
): string {
  const hint = hintFor(path, headings);
  if (hint !== undefined) {
    return hint;
  }
  const lengths = path.slice(0, -1).map((_, i) => i + 1);
  const size = (length: number) =>
    parents.filter((other) => path.slice(0, length).every((id, i) => other[i] === id)).length;
  const length = lengths.find((each) => size(each) <= (each === 1 ? most.outer : most.inner)) ?? path.length - 1;
  // A construct of one block, alone at the top of a stack, needs no heading.
  return length < 1 || (length === 1 && size(1) === 1) ? "" : path.slice(0, length).join("/");
}

function headingOf(key: string, keys: readonly string[], { headings }: Pick<Required<Hints>, "headings">): string {
  if (Object.hasOwn(headings, key)) {
    return headings[key] ?? "";
  }
  const ids = key.split("/");
  const isClear = keys.filter((other) => other.split("/").at(-1) === ids.at(-1)).length === 1;
  const words = (isClear ? ids.slice(-1) : ids).map((id) => wordsOf(id).join(" ")).join(": ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function byDepth(a: string, b: string): number {
  return a.split("/").length - b.split("/").length;
}
