import { Scanner } from "../scan/scanner";
import { bracketChange, endsLine, type Token } from "../scan/token";
import { spaced } from "./space-between";

/** A line, cut where `terraform fmt` aligns: at the `=` of a value that ends on the line. */
interface Line {
  readonly lead: readonly Token[];
  readonly assign?: readonly Token[];
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const columns = (text: string) => (/^[ -~]*$/.test(text) ? text.length : [...graphemes.segment(text)].length);
/**
 * Columns of tokens. Each is counted by itself, so that a mark that combines with a quote before it has a column of its
 * own; so is one behind `$` or `%`, where HCL's own scanner begins a new token.
 */
const width = (tokens: readonly Token[]) => {
  const pieces = tokens.flatMap(({ text }) => text.split(/([$%]{2}\{~?|[$%])/));
  return pieces.reduce((sum, piece) => sum + columns(piece) - piece.length, spaced(tokens).length);
};
const net = (tokens: readonly Token[]) => tokens.reduce((sum, token) => sum + bracketChange(token), 0);

/**
 * Lays HCL out as `terraform fmt` does: two spaces for each open bracket, one space between tokens, the `=` of
 * consecutive lines in one column. Line breaks stay where they are.
 *
 * @throws ScanError when the text is not HCL
 */
export function layOutHcl(text: string): string {
  const lines = linesOf(new Scanner(text).code());
  const indents = indentsOf(lines);
  const widths = lines.map(({ lead }, i) => 2 * (indents[i] ?? 0) + width(lead));
  const widest = alignment(lines, widths);
  return lines
    .map(({ lead, assign = [] }, i) => {
      const indent = lead.length === 0 ? "" : "  ".repeat(indents[i] ?? 0);
      const gap = assign.length === 0 ? "" : " ".repeat((widest[i] ?? 0) + 1 - (widths[i] ?? 0));
      return indent + spaced(lead) + gap + spaced(assign);
    })
    .join("\n");
}

function linesOf(tokens: readonly Token[]): readonly Line[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.type !== "newline") {
      lines[lines.length - 1]?.push(endsLine(token) ? { ...token, text: token.text.trimEnd() } : token);
    }
    if (endsLine(token)) {
      lines.push([]);
    }
  }
  return lines.map((line) => {
    const equals = line.findIndex(({ type, text }, i) => i > 0 && type === "mark" && text === "=");
    return equals > 0 && net(line.slice(equals)) === 0
      ? { lead: line.slice(0, equals), assign: line.slice(equals) }
      : { lead: line };
  });
}

/** How deep each line is. What a line opens beyond what it closes is one step, however many brackets that is. */
function indentsOf(lines: readonly Line[]): readonly number[] {
  const open: number[] = [];
  return lines.map(({ lead, assign = [] }) => {
    const heredoc = lead.findIndex(({ type }) => type === "open-heredoc");
    const change = net(heredoc < 0 ? lead : lead.slice(0, heredoc)) + net(assign);
    if (change > 0) {
      open.push(change);
      return open.length - 1;
    }
    for (let closed = -change; closed > 0 && open.length > 0;) {
      const last = open.pop() ?? 0;
      if (last > closed) {
        open.push(last - closed);
      }
      closed -= Math.min(last, closed);
    }
    return open.length;
  });
}

/** For each line with an `=`, the widest lead among the lines with an `=` that it stands between. */
function alignment(lines: readonly Line[], widths: readonly number[]): readonly number[] {
  const widest = lines.map(() => 0);
  for (let start = 0; start < lines.length; start++) {
    let end = start;
    while (lines[end]?.assign) {
      end++;
    }
    widest.fill(Math.max(0, ...widths.slice(start, end)), start, end);
    start = Math.max(start, end - 1);
  }
  return widest;
}
