import { bracketChange, endsLine, type Token } from "../scan/token";

const comma: Token = { type: "mark", text: "," };

/**
 * An expression on one line, without its comments, and without brackets around the whole of it: inside `${…}` line ends
 * mean nothing, in an attribute they end it. Between an object's items a line end becomes a comma. The line of a
 * heredoc's delimiter ends nevertheless.
 */
export function oneLine(tokens: readonly Token[]): readonly Token[] {
  return withoutOuterBrackets(joined(tokens));
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
