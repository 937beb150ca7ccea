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
  const line = spaced(tokens);
  if (line.length <= most || tokens.some(endsLine)) {
    return line;
  }
  const text: string[] = [];
  let start = 0;
  for (let i = 0; i < tokens.length; i++) {
    const end = isConstructor(tokens, i) ? closing(tokens, i) : i;
    if (end > i + 1 && spaced(tokens.slice(i, end + 1)).length > most / 2) {
      text.push(spaced(tokens.slice(start, i + 1)), "\n", items(tokens.slice(i + 1, end), tokens[i]?.text === "["));
      start = end;
      i = end;
    }
  }
  return text.join("") + spaced(tokens.slice(start));
}

function items(tokens: readonly Token[], isList: boolean): string {
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
  return items
    .filter((item) => item.length > 0)
    .map((item) => `${brokenWhenLong(item)}${isList ? "," : ""}\n`)
    .join("");
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
