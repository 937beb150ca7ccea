/**
 * What a piece of HCL is:
 *
 * - `ident`, `number`, `comment` (a `#` or `//` comment holds its line end), `newline`;
 * - `mark`: an operator or bracket, one token each;
 * - `open-quote`, `close-quote`: the `"` around a quoted template; `open-heredoc`: `<<-EOT` and its line end;
 *   `close-heredoc`: the line of the delimiter, indentation included;
 * - `text`: literal text of a template, escapes as written;
 * - `open-interpolation` (`${`), `open-directive` (`%{`), `close-sequence` (the `}` of either), strip marks included.
 */
export type TokenType =
  | "ident"
  | "number"
  | "comment"
  | "newline"
  | "mark"
  | "open-quote"
  | "close-quote"
  | "open-heredoc"
  | "close-heredoc"
  | "text"
  | "open-interpolation"
  | "open-directive"
  | "close-sequence";

/** One piece of HCL. */
export interface Token {
  /** What it is. */
  readonly type: TokenType;
  /** The piece as it is written. */
  readonly text: string;
}

/** By how much a token changes the depth of brackets: 1 opens one, -1 closes one, 0 neither. */
export function bracketChange({ type, text }: Token): -1 | 0 | 1 {
  if (type === "open-interpolation" || type === "open-directive" || (type === "mark" && /^[([{]$/.test(text))) {
    return 1;
  }
  return type === "close-sequence" || (type === "mark" && /^[)\]}]$/.test(text)) ? -1 : 0;
}

/** Whether a token ends its line: a line end, or a comment that holds one. */
export function endsLine({ type, text }: Token): boolean {
  return type === "newline" || (type === "comment" && text.endsWith("\n"));
}
