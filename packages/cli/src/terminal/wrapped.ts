/** The widest line of what is printed, in characters. */
const WIDTH = 80;

const TOGETHER = "\u00a0";

/** A text whose words stay on one line, as those of a period should, so that it can be copied. */
export const together = (text: string) => text.replaceAll(" ", TOGETHER);

/**
 * Lines of words, broken at spaces so that none is wider than asked for where that can be.
 *
 * @param indent what every line but the first begins with
 * @param first what the first line begins with; the same by default
 * @param width the widest line, in characters; 80 by default
 */
export function wrapped(text: string, indent = "", first = indent, width = WIDTH): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].map((each) => each.replaceAll(TOGETHER, " "));
}
