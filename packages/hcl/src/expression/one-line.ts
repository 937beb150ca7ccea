import { bracketChange, endsLine, type Token } from "../scan/token";
import { literalKey } from "./literal-key";

const comma: Token = { type: "mark", text: "," };

/**
 * An expression on one line, without its comments, without brackets around the whole of it, and with keys of objects
 * bare where they can be: inside `${…}` line ends mean nothing, in an attribute they end it. Between an object's items a
 * line end becomes a comma. The line of a heredoc's delimiter ends nevertheless.
 */
export function oneLine(tokens: readonly Token[]): readonly Token[] {
  return withoutOuterBrackets(withBareKeys(joined(tokens)));
}

/** cdktf quotes every key: `{"Version" = "2012-10-17"}`. */
function withBareKeys(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token, i) => {
    if (isQuotedKey(tokens, i) || isQuotedKey(tokens, i - 2)) {
      return [];
    }
    return isQuotedKey(tokens, i - 1) ? [{ ...token, type: "ident" as const }] : [token];
  });
}

/** Whether a key begins at a token that needs its quotes for nothing. */
function isQuotedKey(tokens: readonly Token[], i: number): boolean {
  const [before, open, text, close, equals] = [-1, 0, 1, 2, 3].map((n) => tokens[i + n]);
  return (
    before?.type === "mark" &&
    /^[{,]$/.test(before.text) &&
    open?.type === "open-quote" &&
    text?.type === "text" &&
    close?.type === "close-quote" &&
    equals?.type === "mark" &&
    equals.text === "=" &&
    literalKey(text.text) === text.text
  );
}

function joined(tokens: readonly Token[]): readonly Token[] {
  const line: Token[] = [];
  /** For each open bracket, whether line ends separate what is in it. */
  const open: boolean[] = [];
  const significant = tokens.filter(({ type, text }) => type !== "comment" || text.endsWith("\n"));
  significant.forEach((token, i) => {
    if (!endsLine(token)) {
      const change = bracketChange(token);
      if (change > 0) {
        open.push(token.text === "{" && next(significant, i)?.text !== "for");
      } else if (change < 0) {
        open.pop();
      }
      line.push(token);
      return;
    }
    const before = line[line.length - 1];
    const after = next(significant, i);
    if (before?.type === "close-heredoc" && after) {
      line.push({ type: "newline", text: "\n" });
    } else if (before?.text === "," && after && bracketChange(after) < 0) {
      line.pop();
    } else if (open[open.length - 1] && before && after && !/^[{,]$/.test(before.text) && !/^[},]$/.test(after.text)) {
      line.push(comma);
    }
  });
  return line;
}

function next(tokens: readonly Token[], i: number): Token | undefined {
  return tokens.slice(i + 1).find((token) => !endsLine(token));
}

function withoutOuterBrackets(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.text !== "(" || tokens[0].type !== "mark" || tokens.some(endsLine)) {
    return tokens;
  }
  let depth = 0;
  const closes = tokens.findIndex((token) => (depth += bracketChange(token)) === 0);
  return closes === tokens.length - 1 ? withoutOuterBrackets(tokens.slice(1, -1)) : tokens;
}
