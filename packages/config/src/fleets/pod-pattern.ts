/** A character of a pattern that stands outside of groups and classes, or an escape, or a parenthesis of a group. */
interface Token {
  readonly text: string;
  readonly index: number;
}

/**
 * Whether a regular expression says where a value begins and where it ends, by `^` and `$` or by `.*`, in each of its
 * alternatives. One that does not matches whatever has it somewhere inside.
 */
export function isAnchored(pattern: string): boolean {
  return alternatives(pattern.replace(/^\(\?[a-zA-Z]+\)/, "")).every((alternative) => {
    const inner = groupContent(alternative);
    return inner === undefined ? saysBothEnds(topLevel(alternative)) : isAnchored(inner);
  });
}

function saysBothEnds(tokens: readonly Token[]): boolean {
  const [first = "", second = ""] = tokens.map(({ text }) => text);
  const [beforeLast = "", last = ""] = ["", ...tokens.map(({ text }) => text)].slice(-2);
  const isAnything = (dot: string, times: string) => dot === "." && /^[*+]$/.test(times);
  return (
    (["^", "\\A"].includes(first) || isAnything(first, second)) &&
    (["$", "\\z"].includes(last) || isAnything(beforeLast, last))
  );
}

/** A pattern cut at its bars, but not at those of groups and classes. */
function alternatives(pattern: string): string[] {
  const bars = topLevel(pattern).flatMap(({ text, index }) => (text === "|" ? [index] : []));
  return [-1, ...bars].map((start, index) => pattern.slice(start + 1, bars[index]));
}

/** What is in a group that is the whole of a pattern. */
function groupContent(pattern: string): string | undefined {
  const tokens = topLevel(pattern).map(({ text }) => text);
  return tokens.join("") === "()" ? /^\((?:\?(?::|P?<\w+>))?(.*)\)$/s.exec(pattern)?.[1] : undefined;
}

function topLevel(pattern: string): Token[] {
  let depth = 0;
  let inClass = false;
  const found: Token[] = [];
  for (const { 0: text, index } of pattern.matchAll(/\\.|\[\^?\]?|[^\\]/gs)) {
    if (inClass) {
      inClass = text.startsWith("\\") || !text.endsWith("]");
      continue;
    }
    inClass = text.startsWith("[");
    depth -= text === ")" ? 1 : 0;
    if (depth === 0) {
      found.push({ text, index });
    }
    depth += text === "(" ? 1 : 0;
  }
  return found;
}
