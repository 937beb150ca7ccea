import type { Token } from "../scan/token";

/** A reference in an expression: where its name stands, and what it refers to. */
export interface Reference {
  /** Index of the token that is the name. */
  readonly at: number;
  /** What it refers to: `aws_vpc.main`, `data.aws_region.current`, `local.x`. */
  readonly address: string;
}

/** How many names follow the first word of a reference; for all others it is one, as in `aws_vpc.main`. */
const lengths: Readonly<Record<string, number>> = { data: 2, ephemeral: 2 };

/** The references in an expression, those inside templates included. */
export function referencesIn(tokens: readonly Token[]): readonly Reference[] {
  return tokens.flatMap((token, i) => {
    const length = Object.hasOwn(lengths, token.text) ? (lengths[token.text] ?? 1) : 1;
    const names = Array.from({ length }, (_, n) => tokens[i + 2 * (n + 1)]);
    const dots = Array.from({ length }, (_, n) => tokens[i + 2 * n + 1]);
    const isReference =
      token.type === "ident" &&
      !isDot(tokens[i - 1]) &&
      dots.every(isDot) &&
      names.every((name) => name?.type === "ident");
    return isReference ? [{ at: i + 2 * length, address: [token, ...names].map((name) => name?.text).join(".") }] : [];
  });
}

/** An expression with its references to elements by their new names. */
export function withNewNames(tokens: readonly Token[], names: ReadonlyMap<string, string>): readonly Token[] {
  const renamed = [...tokens];
  for (const { at, address } of referencesIn(tokens)) {
    const name = names.get(address);
    if (name !== undefined) {
      renamed[at] = { type: "ident", text: name };
    }
  }
  return renamed;
}

function isDot(token: Token | undefined): boolean {
  return token?.type === "mark" && token.text === ".";
}
