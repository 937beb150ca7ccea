/** Text for a Markdown page: `<x>` outside of code would be read as HTML, and `*` as emphasis. */
export const escaped = (text: string) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<*]/g, "\\$&")))
    .join("");
