/** A table; it ends with a line end. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(line).join("");
}

/** Text that is code, on a line. */
export function code(text: string): string {
  const fence = fenceFor(text, 1);
  return fence === "`" ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Lines of HCL; they end with a line end. */
export function codeBlock(hcl: string): string {
  const fence = fenceFor(hcl, 3);
  return `${fence}hcl\n${hcl}\n${fence}\n`;
}

/**
 * Text on a line, none of which is taken for emphasis, a link or HTML; what stands between backticks is code, as in the
 * text. An empty line becomes a line break.
 */
export function plainText(text: string): string {
  return text
    .trim()
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : part))
    .join("")
    .replace(/\s*\n\s*\n\s*/g, "<br><br>")
    .replace(/\s+/g, " ");
}

const escaped = (text: string) =>
  text.replace(/[\\`*<]|&(?=#?\w+;)|\[(?=[^\]]*\]\()|(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, (mark) => `\\${mark}`);

/** Backticks around text, more than it has side by side. */
function fenceFor(text: string, least: number): string {
  const runs = text.match(/`+/g) ?? [];
  return "`".repeat(Math.max(least, ...runs.map(({ length }) => length + 1)));
}
