import type { TemplatePart } from "./template-parts";

/**
 * A template without strip marks that is the same text: `~` takes white space away from the line beside it. In quotes it
 * would take that of all lines, since HCL reads quoted text as one piece and other templates line by line.
 */
export function withoutStripMarks(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  return parts.map((part, i) => {
    if (typeof part !== "string") {
      return { ...part, open: part.open.replace("~", ""), close: part.close.replace("~", "") };
    }
    const [before, after] = [parts[i - 1], parts[i + 1]];
    const fromStart = typeof before === "object" && before.close.startsWith("~") ? withoutStart(part) : part;
    return typeof after === "object" && after.open.endsWith("~") ? withoutEnd(fromStart, part) : fromStart;
  });
}

/** Without the white space that the first line begins with; of a blank line, its end is part of that. */
function withoutStart(text: string): string {
  const [line = ""] = /^[^\n]*\n?/.exec(text) ?? [];
  return line.replace(/^\p{White_Space}+/u, "") + text.slice(line.length);
}

/** Without the white space that the last line ends with. */
function withoutEnd(text: string, whole: string): string {
  const [line = ""] = /[^\n]*\n?$/.exec(whole) ?? [];
  const kept = Math.max(0, text.length - line.length);
  return text.slice(0, kept) + text.slice(kept).replace(/\p{White_Space}+$/u, "");
}
