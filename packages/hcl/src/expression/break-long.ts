import { spaced } from "../layout/space-between";
import { bracketChange, endsLine, type Token } from "../scan/token";

/** Columns that an expression may take before its objects and lists get a line for each item. */
const most = 100;

/**
 * An expression as text. One that is long has its object and list constructors broken, an item a line, from the outside
 * in; everything else stays on its line.
 *
 * @param tokens an expression on one line
 */
export function brokenWhenLong(tokens: readonly Token[]): string {
  const isLargePart = (start: number, end: number) => spaced(tokens.slice(start, end + 1)).length > most / 2;
  return isLong(tokens) ? broken(tokens, isLargePart, brokenWhenLong) : spaced(tokens);
}

/** A variable's type as text. In one that is long each object has an attribute a line, those inside of others too. */
export function brokenTypeWhenLong(tokens: readonly Token[]): string {
  return isLong(tokens) ? brokenType(tokens) : spaced(tokens);
}

function brokenType(tokens: readonly Token[]): string {
  return broken(tokens, (start) => tokens[start - 2]?.text === "object", brokenType);
}

function isLong(tokens: readonly Token[]): boolean {
  return spaced(tokens).length > most && !tokens.some(endsLine);
}

/**
 * An expression with some of its object and list constructors broken, an item a line.
 *
 * @param tokens an expression on one line
 * @param isBroken whether to break the constructor between two tokens
 * @param item writes an item
 */
function broken(
  tokens: readonly Token[],
  isBroken: (start: number, end: number) => boolean,
  item: (tokens: readonly Token[]) => string,
): string {
  const text: string[] = [];
  let start = 0;
  for (let i = 0; i < tokens.length; i++) {
    const end = isConstructor(tokens, i) ? closing(tokens, i) : i;
    if (end > i + 1 && isBroken(i, end)) {
      const comma = tokens[i]?.text === "[" ? "," : "";
      const lines = itemsOf(tokens.slice(i + 1, end)).map((each) => `${item(each)}${comma}\n`);
      text.push(spaced(tokens.slice(start, i + 1)), "\n", ...lines);
      start = end;
      i = end;
    }
  }
  return text.join("") + spaced(tokens.slice(start));
}

function itemsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += bracketChange(token);
    if (depth === 0 && token.text === "," && token.type === "mark") {
      items.push([]);
    } else {
      items[items.length - 1]?.push(token);
    }
  }
  return items.filter((item) => item.length > 0);
}

/** Whether an object or a list begins at a token: neither an index, nor a `for` expression, nor inside a template. */
function isConstructor(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token?.type !== "mark" || !/^[[{]$/.test(token.text) || after?.text === "for" || inTemplate(tokens, i)) {
    return false;
  }
  return token.text === "{" || before === undefined || (before.type === "mark" && !/^[)\]}]$/.test(before.text));
}

function inTemplate(tokens: readonly Token[], i: number): boolean {
  return tokens.slice(0, i).reduce((open, { type }) => open + (quotes[type] ?? 0), 0) > 0;
}

const quotes: Readonly<Partial<Record<Token["type"], number>>> = {
  "open-quote": 1,
  "close-quote": -1,
  "open-heredoc": 1,
  "close-heredoc": -1,
};

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  return tokens.findIndex((token, i) => i >= open && (depth += bracketChange(token)) === 0);
}
