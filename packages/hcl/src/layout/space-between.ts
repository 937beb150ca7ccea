import { bracketChange, type Token } from "../scan/token";

const nothing: Token = { type: "newline", text: "" };
const isMark = ({ type, text }: Token, ...marks: string[]) => type === "mark" && marks.includes(text);

/** After these a minus is a sign; after anything else it subtracts. */
const beforeSign = ["(", "{", "[", "=", ":", ",", "?", "+", "*", "/", "%", "-", "==", "!=", ">", ">=", "<", "<=", "&&"];

/** What decides whether a space stands between a token and the next one: the first rule that applies. */
type Rule = readonly [applies: (token: Token, next: Token, before: Token) => boolean, space: boolean];

const rules: readonly Rule[] = [
  [(_, next) => next.type === "newline", false],
  [(token, next) => token.type === "ident" && isMark(next, "("), false],
  [(token, next) => isMark(token, "::") || isMark(next, "::"), false],
  [(token, next) => isMark(token, ".") || isMark(next, "."), false],
  [(_, next) => isMark(next, ",", "..."), false],
  [(token) => isMark(token, ","), true],
  [(token) => ["text", "open-quote", "open-heredoc"].includes(token.type), false],
  [(_, next) => ["text", "close-quote", "close-heredoc"].includes(next.type), false],
  // `for x in [a]`: without this, `in[a]` would look like an index.
  [(token, _, before) => token.text === "in" && token.type === "ident" && before.type === "ident", true],
  [(token, next) => isMark(next, "[") && (/^(ident|number)$/.test(token.type) || bracketChange(token) < 0), false],
  [(token) => isMark(token, "!"), false],
  [(token, _, before) => isMark(token, "-") && (before === nothing || isMark(before, ...beforeSign, "||", "!")), false],
  [(token) => isMark(token, "-"), true],
  [(token, next) => isMark(token, "{") && isMark(next, "}"), false],
  [(token, next) => isMark(token, "{") || isMark(next, "}"), true],
  [(token, next) => /^open-(interpolation|directive)$/.test(token.type) && isMark(next, "{"), true],
  [(token, next) => isMark(token, "}") && next.type === "close-sequence", true],
  [(token, next) => token.type === "close-sequence" && /^open-(interpolation|directive)$/.test(next.type), false],
  [(token) => bracketChange(token) > 0, false],
  [(_, next) => bracketChange(next) < 0, false],
];

/**
 * Whether `terraform fmt` writes a space between two tokens of a line.
 *
 * @param before what stands before `token`; left out at the start of a line, or of the value after `=`
 */
export function spaceBetween(token: Token, next: Token, before: Token = nothing): boolean {
  return rules.find(([applies]) => applies(token, next, before))?.[1] ?? true;
}

/** Tokens of one line as `terraform fmt` spaces them. */
export function spaced(tokens: readonly Token[]): string {
  return tokens
    .map((token, i) => {
      const previous = tokens[i - 1];
      return previous && spaceBetween(previous, token, tokens[i - 2]) ? ` ${token.text}` : token.text;
    })
    .join("");
}
