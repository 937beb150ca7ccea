import { isMap, isScalar, parseDocument, type Node, type YAMLMap } from "yaml";

/** A value of a chart as its values.yaml documents it. */
export interface ChartValue {
  /** Dotted path, such as `image.tag`. */
  readonly path: string;
  /** Its default: the value as code in Markdown, or words. */
  readonly fallback: string;
  /** Whether it has to be set, as `required` or `required if …`; empty if not. */
  readonly required: string;
  /** What it means. */
  readonly meaning: string;
}

/**
 * Every value of a values.yaml, in its order. A map is a section of values, unless it is empty or written in braces: then
 * it is a value that is set as a whole. The comment above a value says what it means, as helm-docs reads it:
 * `# -- (required) …`, and `# @default -- …` where the value doesn't say it.
 *
 * @param yaml its text
 * @param file its path, for messages
 * @throws Error when a value has no such comment
 */
export function chartValues(yaml: string, file: string): ChartValue[] {
  const document = parseDocument(yaml);
  const [error] = document.errors;
  if (error || !isMap(document.contents)) {
    throw new Error(`${file}: must be a map of values${error ? `, got ${error.message}` : ""}; correct it`);
  }
  return leaves(document.contents).map(({ path, value, comment }) => {
    const { text, ...rest } = described(comment, `${file}: '${path}'`);
    return { path, fallback: text ?? literal(value, yaml), ...rest };
  });
}

interface Leaf {
  readonly path: string;
  readonly value: Node | null;
  readonly comment: string;
}

function leaves(map: YAMLMap, parent = ""): Leaf[] {
  return map.items.flatMap(({ key, value }, index) => {
    const path = `${parent}${String(key)}`;
    if (isMap(value) && !value.flow && value.items.length > 0) {
      return leaves(value, `${path}.`);
    }
    // The parser gives a comment above the first key of a map to the map.
    const comment = (isScalar(key) && key.commentBefore) || (index === 0 && map.commentBefore) || "";
    return [{ path, value: value as Node | null, comment }];
  });
}

/** What a comment says: the meaning, whether the value is required, and the default if it is given in words. */
function described(comment: string, where: string): { required: string; meaning: string; text?: string } {
  const lines = comment.split("\n").map((line) => line.trim());
  const start = lines.findIndex((line) => line.startsWith("-- "));
  if (start === -1) {
    const got = comment.trim() === "" ? "none" : `'${comment.trim()}'`;
    throw new Error(`${where} must have a description above it, got ${got}; write '# -- What it means.'`);
  }
  const [description = "", text] = lines.slice(start).join(" ").slice("-- ".length).split(" @default -- ");
  const [, required = "", meaning = ""] = /^(?:\((required.*?)\) )?(.*)$/.exec(description) ?? [];
  return { required, meaning, text };
}

/** The value as it is written, in one line, or that there is none. */
function literal(value: Node | null, yaml: string): string {
  const [start = 0, end = 0] = value?.range ?? [];
  const text = isScalar(value) ? String(value.value ?? "") : yaml.slice(start, end);
  if (["", "[]", "{}"].includes(text)) {
    return "none";
  }
  return `\`${text.includes("\n") ? JSON.stringify(value) : text}\``;
}
