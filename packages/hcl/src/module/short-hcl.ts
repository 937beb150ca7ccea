import { spaced } from "../layout/space-between";
import { Scanner } from "../scan/scanner";
import { bracketChange, type Token } from "../scan/token";

/** Columns that a cell of a table has for HCL. */
const most = 40;

/** A type that fits into a cell of a table: a long one without what its objects have. */
export function shortType(type: string): string {
  if (fits(type)) {
    return type;
  }
  const tokens = new Scanner(type).code().filter((token) => token.type !== "newline");
  const short: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    short.push(token);
    if (token.text === "{") {
      short.push({ type: "ident", text: "…" });
      for (let depth = 1; depth > 0; i++) {
        depth += bracketChange(tokens[i + 1] as Token);
      }
      short.push(tokens[i] as Token);
    }
  }
  return spaced(short);
}

/** A default that fits into a cell of a table: of a long one, what it is. */
export function shortDefault(value: string): string {
  const [, open = "", close = ""] = /^([{["])[^]*([}\]"])$/.exec(value) ?? [];
  return fits(value) ? value : `${open}…${close}`;
}

function fits(text: string): boolean {
  return text.length <= most && !text.includes("\n");
}
