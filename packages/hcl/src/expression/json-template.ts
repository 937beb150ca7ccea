import { isJsonList, isJsonObject, type Json } from "../document/terraform-document";
import { spaced } from "../layout/space-between";
import { inJsonAsWritten } from "./json-safe-reference";
import { documentOf } from "./jsonencode";
import { escapedForTemplate, type TemplatePart, unescapedTemplate } from "./template-parts";

/** Stands for a sequence in the text of a document; Unicode keeps these characters for private use. */
const mark = { open: "\ue000", close: "\ue001" };

/**
 * A document with sequences inside its strings, that `jsonencode` turns into exactly the template's text: undefined when
 * there is none, or when a value that only Terraform knows might be written differently by `jsonencode`.
 *
 * @param jsonSafe expressions that are known to be written as they are
 */
export function templateDocument(parts: readonly TemplatePart[], jsonSafe: ReadonlySet<string>): Json | undefined {
  const literals = parts.filter((part) => typeof part === "string");
  if (literals.some((text) => /[\ue000\ue001]/.test(text)) || !parts.every((part) => isSafe(part, jsonSafe))) {
    return undefined;
  }
  const text = parts
    .map((part, i) => (typeof part === "string" ? unescapedTemplate(part) : `${mark.open}${i}${mark.close}`))
    .join("");
  const document = documentOf(text);
  // A sequence that is no part of a string would be a number or a list of JSON; one in a key is rare.
  return document !== undefined && isMarkedInStrings(document) ? document : undefined;
}

/** A string of such a document as a template again. */
export function unmarked(text: string, parts: readonly TemplatePart[]): string {
  return text
    .split(/[\ue000\ue001]/)
    .map((piece, i) => {
      const part = i % 2 === 1 ? parts[Number(piece)] : undefined;
      return typeof part === "object" ? `${part.open}${spaced(part.tokens)}${part.close}` : escapedForTemplate(piece);
    })
    .join("");
}

function isSafe(part: TemplatePart, jsonSafe: ReadonlySet<string>): boolean {
  return (
    typeof part === "string" || (part.open === "${" && part.close === "}" && inJsonAsWritten(part.tokens, jsonSafe))
  );
}

function isMarkedInStrings(value: Json): boolean {
  if (isJsonList(value)) {
    return value.every(isMarkedInStrings);
  }
  return isJsonObject(value)
    ? Object.entries(value).every(([key, item]) => !key.includes(mark.open) && isMarkedInStrings(item))
    : true;
}
