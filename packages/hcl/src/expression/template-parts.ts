import { Scanner } from "../scan/scanner";
import type { Token } from "../scan/token";

/** Literal text of a template, escaped for templates as it was written (`$${`), or a sequence `${…}` or `%{…}`. */
export type TemplatePart = string | Sequence;

/** A sequence of a template. */
export interface Sequence {
  /** `${`, `%{`, or one of them with the strip mark `~`. */
  readonly open: string;
  /** What is inside. */
  readonly tokens: readonly Token[];
  /** `}` or `~}`. */
  readonly close: string;
}

/**
 * Splits a template, as a string of Terraform JSON holds it, into literal text and sequences.
 *
 * @throws ScanError when a sequence does not end
 */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let inside: Token[] | undefined;
  let depth = 0;
  for (const token of new Scanner(template).template()) {
    const change =
      token.type.startsWith("open-") && token.text.includes("{") ? 1 : token.type === "close-sequence" ? -1 : 0;
    depth += change;
    if (inside === undefined) {
      if (change > 0) {
        inside = [token];
      } else {
        parts.push(token.text);
      }
      continue;
    }
    inside.push(token);
    if (depth === 0) {
      const [open, ...rest] = inside;
      parts.push({ open: open?.text ?? "", tokens: rest.slice(0, -1), close: token.text });
      inside = undefined;
    }
  }
  return parts;
}

/** Doubles what would begin a sequence, so that a template with the text is that text. */
export function escapedForTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (sequence) => sequence.charAt(0) + sequence);
}

/** The text that a template without sequences is. */
export function unescapedTemplate(template: string): string {
  return template.replace(/([$%])\1\{/g, (_, mark: string) => `${mark}{`);
}
