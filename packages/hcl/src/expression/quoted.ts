import { spaced } from "../layout/space-between";
import { escapedForTemplate, type TemplatePart } from "./template-parts";

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What must not stand in a file as it is: control characters, and those that turn the direction of text around. */
export const invisible = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** A template in double quotes. */
export function quotedTemplate(parts: readonly TemplatePart[]): string {
  const inside = parts.map((part) =>
    typeof part === "string" ? escaped(part) : `${part.open}${spaced(part.tokens)}${part.close}`,
  );
  return `"${inside.join("")}"`;
}

/** Literal text in double quotes: what begins a sequence is doubled. */
export function quotedText(text: string): string {
  return `"${escaped(escapedForTemplate(text))}"`;
}

function escaped(text: string): string {
  return text.replace(
    new RegExp(`[\\\\"\\n\\r\\t]|${invisible.source}`, "g"),
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
