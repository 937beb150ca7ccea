import { escapeQuoted } from "../values/terraform-text";

/** A text as Terraform writes it. */
export const quoted = (text: string) => `"${escapeQuoted(text)}"`;

/** A list of texts as Terraform writes it. */
export const quotedList = (texts: readonly string[]) => `[${texts.map(quoted).join(", ")}]`;

const LOOKAHEAD = /^\^\(\?!((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)/;

/**
 * Terraform's condition that a text matches a pattern. Terraform's own patterns (RE2) can't look ahead; what a pattern
 * must not begin with becomes a condition of its own.
 *
 * @throws Error when the pattern looks around anywhere else, or refers back
 */
export function matches(text: string, pattern: RegExp): string {
  const source = pattern.source.replaceAll("\\/", "/");
  const [lookahead = "", unwanted] = LOOKAHEAD.exec(source) ?? [];
  const rest = lookahead ? `^${source.slice(lookahead.length)}` : source;
  if (/\(\?<?[=!]|\\[1-9]/.test(rest)) {
    throw new Error(`Terraform has no pattern for ${pattern}: it looks around or refers back`);
  }
  const flags = pattern.ignoreCase ? "(?i)" : "";
  const found = (part: string) => `can(regex(${quoted(flags + part)}, ${text}))`;
  return unwanted === undefined
    ? found(rest)
    : `${found(rest)} && !${found(`^${unwanted.includes("|") ? `(${unwanted})` : unwanted}`)}`;
}
