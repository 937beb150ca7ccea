import { spaced } from "../layout/space-between";
import { invisible } from "./quoted";
import type { TemplatePart } from "./template-parts";

/**
 * Text as a heredoc, or undefined where none is exactly that text, or no easier to read: a heredoc ends with a line
 * end, holds no carriage return, and `<<-` takes from each line the white space that all of them begin with.
 *
 * @param parts the template
 * @param depth how deep the line is on which the heredoc begins
 */
export function heredoc(parts: readonly TemplatePart[], depth: number): string | undefined {
  const last = parts.at(-1);
  // A sequence that ends with `~` takes away the line end that the delimiter needs before it.
  const end = typeof last === "object" && last.close.startsWith("~") ? "\n" : "";
  const text = [...parts, end]
    .map((part) => (typeof part === "string" ? part : `${part.open}${spaced(part.tokens)}${part.close}`))
    .join("");
  const lines = text.split("\n");
  // A sequence over several lines can't be told from text.
  const isUnsafe = parts.some((part) => (typeof part === "string" ? invisible.test(part) : hasLines(part.tokens)));
  if (isUnsafe || text.includes("\r") || lines.pop() !== "" || lines.length < 2) {
    return undefined;
  }
  const indented = lines.filter((line) => line.trim() !== "");
  if (indented.length === 0) {
    return undefined;
  }
  const delimiter = freeDelimiter(lines);
  // `~` takes white space away before `<<-` does, which then does not see where lines begin.
  const isStripping = parts.some((part) => typeof part === "object" && (part.open + part.close).includes("~"));
  // A mark that combines with what is before it would be taken for one character with the last space.
  const isCombining = indented.some((line) => /^[\p{M}\p{Cf}\p{Emoji_Modifier}]/u.test(line));
  if (isStripping || isCombining || indented.every((line) => /^\s/.test(line))) {
    return `<<${delimiter}\n${text}${delimiter}`;
  }
  const indent = "  ".repeat(depth);
  // A blank line keeps its white space: `<<-` takes none from it.
  const body = lines.map((line) => (line.trim() === "" ? line : `${indent}  ${line}`));
  return [`<<-${delimiter}`, ...body, `${indent}${delimiter}`].join("\n");
}

function hasLines(tokens: readonly { readonly text: string }[]): boolean {
  return tokens.some(({ text }) => text.includes("\n"));
}

function freeDelimiter(lines: readonly string[]): string {
  const taken = new Set(lines.map((line) => line.trim()));
  let delimiter = "EOT";
  for (let n = 2; taken.has(delimiter); n++) {
    delimiter = `EOT${n}`;
  }
  return delimiter;
}
