import { bracketChange, type Token, type TokenType } from "./token";

/** Everything outside templates that is one token by a pattern, in the order in which they are tried. */
const patterns: readonly (readonly [TokenType, RegExp])[] = [
  ["comment", /(?:#|\/\/)[^\n]*\n?|\/\*[^]*?\*\//y],
  ["newline", /\r?\n/y],
  ["number", /\d(?:[\d.]|[eE][+-]?\d)*(?<!\.)/y],
  ["ident", /[\p{ID_Start}_][\p{ID_Continue}-]*/uy],
  ["mark", /==|!=|>=|<=|&&|\|\||::|\.\.\.|=>|[[\](){}.,*/%+\-=<>!?:]/y],
];
const space = /[ \t]+/y;
const openHeredoc = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const sequence = /([$%])\{~?/y;
/** Literal text up to what could begin a sequence or end a quoted template. `$${` and `%%{` are text. */
const quotedText = /(?:[^"$%\\\n]+|\\[^\n]|([$%])(?:\1\{|(?!\{)))+/y;
const bareText = /(?:[^$%\r]+|\r\n|([$%])(?:\1\{|(?!\{)))+/y;
const lineText = /(?:[^$%\n]+|([$%])(?:\1\{|(?!\{)))*\n?/y;

/** Text that is not HCL. */
export class ScanError extends Error {}

/** Cuts HCL into tokens, by the rules of HCL's own scanner. Spaces between tokens are dropped. */
export class Scanner {
  private at = 0;
  private readonly tokens: Token[] = [];

  constructor(private readonly source: string) {}

  /**
   * The tokens of an expression or a whole file.
   *
   * @throws ScanError when a template, heredoc or bracket does not end, or a character begins no token
   */
  code(): readonly Token[] {
    this.main();
    if (this.at < this.source.length) {
      throw new ScanError(`unexpected ${JSON.stringify(this.source[this.at])} in ${JSON.stringify(this.source)}`);
    }
    return this.tokens;
  }

  /**
   * The tokens of a template without quotes around it, as a string in Terraform JSON holds it. As in HCL's own scanner, a
   * byte order mark before it is none of it, and from a carriage return without a line end on there are no sequences.
   *
   * @throws ScanError as `code` does
   */
  template(): readonly Token[] {
    this.at = this.source.startsWith("\ufeff") ? 1 : 0;
    while (this.at < this.source.length) {
      if (this.source[this.at] === "\r" && this.source[this.at + 1] !== "\n") {
        this.tokens.push({ type: "text", text: withoutSequences(this.source.slice(this.at)) });
        break;
      }
      if (!this.take("text", bareText)) {
        this.sequence();
      }
    }
    return this.tokens;
  }

  /** Reads until a bracket closes that was not opened here, or the end. */
  private main(): void {
    let depth = 0;
    while (this.at < this.source.length) {
      this.match(space);
      if (this.at >= this.source.length) {
        break;
      }
      if (this.source[this.at] === '"') {
        this.quoted();
      } else if (!this.heredoc()) {
        if (depth === 0 && /~?\}/y.test(this.source.slice(this.at, this.at + 2))) {
          return;
        }
        if (!patterns.some(([type, pattern]) => this.take(type, pattern))) {
          throw new ScanError(`unexpected ${JSON.stringify(this.source[this.at])} in ${JSON.stringify(this.source)}`);
        }
        const last = this.tokens[this.tokens.length - 1];
        depth += last && /^[{}]$/.test(last.text) ? bracketChange(last) : 0;
      }
    }
    if (depth > 0) {
      throw new ScanError(`a '{' is not closed in ${JSON.stringify(this.source)}`);
    }
  }

  private quoted(): void {
    this.push("open-quote", '"');
    while (this.source[this.at] !== '"') {
      if (this.at >= this.source.length) {
        throw new ScanError(`a '"' is not closed in ${JSON.stringify(this.source)}`);
      }
      if (!this.take("text", quotedText)) {
        this.sequence();
      }
    }
    this.push("close-quote", '"');
  }

  private sequence(): void {
    const open = this.match(sequence);
    if (open === undefined) {
      throw new ScanError(`a template is broken by a line end in ${JSON.stringify(this.source)}`);
    }
    this.tokens.push({ type: open.startsWith("$") ? "open-interpolation" : "open-directive", text: open });
    this.main();
    if (!this.take("close-sequence", /~?\}/y)) {
      throw new ScanError(`'${open}' is not closed in ${JSON.stringify(this.source)}`);
    }
  }

  private heredoc(): boolean {
    openHeredoc.lastIndex = this.at;
    const [open, delimiter] = openHeredoc.exec(this.source) ?? [];
    if (open === undefined) {
      return false;
    }
    this.push("open-heredoc", open);
    for (let atLineStart = true; ;) {
      if (this.at >= this.source.length) {
        throw new ScanError(`heredoc '${delimiter}' is not closed in ${JSON.stringify(this.source)}`);
      }
      const text = this.match(lineText) ?? "";
      const isLine = atLineStart && (text.endsWith("\n") || this.at >= this.source.length);
      if (isLine && text.trim() === delimiter) {
        const line = text.replace(/\r?\n$/, "");
        this.at -= text.length - line.length;
        this.tokens.push({ type: "close-heredoc", text: line });
        return true;
      }
      atLineStart = text.endsWith("\n");
      if (text !== "") {
        this.tokens.push({ type: "text", text });
      }
      if (!atLineStart && this.at < this.source.length) {
        this.sequence();
      }
    }
  }

  private take(type: TokenType, pattern: RegExp): boolean {
    const text = this.match(pattern);
    if (text !== undefined) {
      this.tokens.push({ type, text });
    }
    return text !== undefined;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.source)?.[0];
    if (text === undefined || text === "") {
      return undefined;
    }
    this.at += text.length;
    return text;
  }

  private push(type: TokenType, text: string): void {
    this.tokens.push({ type, text });
    this.at += text.length;
  }
}

/** What HCL takes as text although sequences are in it, as a template: it reads marks in pairs, from the left. */
function withoutSequences(text: string): string {
  const read = text.replace(/([$%])(?:\1(\{)?)?/g, (pair, mark: string, brace?: string) =>
    brace === undefined ? pair : mark + brace,
  );
  return read.replace(/[$%]\{/g, (sequence) => sequence.charAt(0) + sequence);
}
