/** An element of a document, with what is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
}

const TOKEN = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?:#(\d+)|(amp|lt|gt|quot|apos));/g;

/**
 * Reads the strict core of XML: elements that are closed, attributes in double quotes and each once, no bare `&`.
 *
 * @throws Error where the text is no such document
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    const parent = open.at(-1)!;
    if (!match) {
      throw new Error(`no XML at ${at}: ${text.slice(at, at + 60)}`);
    }
    const [, end, name, attributes, selfClosing, characters] = match;
    if (characters !== undefined) {
      parent.text += unescaped(characters);
    } else if (end) {
      if (open.pop()?.name !== name) {
        throw new Error(`</${name}> closes another element`);
      }
    } else {
      const element = { name: name!, attributes: attributesOf(attributes!), children: [], text: "" };
      parent.children.push(element);
      if (!selfClosing) {
        open.push(element);
      }
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "") {
    throw new Error("must be one element, closed, and nothing beside it");
  }
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescaped(value!)] as const);
  if (new Set(found.map(([key]) => key)).size !== found.length) {
    throw new Error(`an attribute is given twice:${text}`);
  }
  return Object.fromEntries(found);
}

function unescaped(text: string): string {
  if (text.replaceAll(ENTITY, "").includes("&")) {
    throw new Error(`a bare & in ${text}`);
  }
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replaceAll(ENTITY, (_, code: string | undefined, name: string) =>
    code === undefined ? names[name]! : String.fromCharCode(Number(code)),
  );
}

/** An element and everything in it. */
export const descendants = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(descendants)];
