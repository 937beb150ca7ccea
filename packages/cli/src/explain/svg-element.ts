/** Attributes of an element; those that are undefined are left out. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** A text as XML has it. What no XML document may hold is left out. */
export const xmlText = (text: string) =>
  [...text]
    .filter((character) => isXml(character.codePointAt(0) as number))
    .join("")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The characters of XML 1.0. */
const isXml = (code: number) =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && (code & 0xfffe) !== 0xfffe);

/**
 * An element of an SVG.
 *
 * @param content elements, or text that `xmlText` made
 */
export function svgElement(name: string, attributes: SvgAttributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === "number" ? numberText(value) : xmlText(value)}"`],
  );
  return content.length === 0
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${content.join("")}</${name}>`;
}

const numberText = (value: number) => String(Math.round(value * 100) / 100);

/** A text at a place: `x` where it is anchored, `y` its baseline. */
export const svgText = (text: string, attributes: SvgAttributes) => svgElement("text", attributes, xmlText(text));
