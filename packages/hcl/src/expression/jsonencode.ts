import { isJsonList, isJsonObject, type Json } from "../document/terraform-document";

/**
 * What Terraform's `jsonencode` gives for a value: keys in the order of their bytes, no white space, `<`, `>`, `&` and
 * two line separators escaped.
 *
 * @returns undefined for a value of which Terraform versions write different bytes
 */
export function jsonencoded(value: Json): string | undefined {
  if (isJsonList(value)) {
    return bracketed(value.map(jsonencoded), "[", "]");
  }
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return bracketed(
      keys.map((key) => bracketed([text(key), jsonencoded(value[key] ?? null)], "", "", ":")),
      "{",
      "}",
    );
  }
  if (typeof value === "string") {
    return text(value);
  }
  const plain = JSON.stringify(value);
  return /e/.test(plain) && typeof value === "number" ? undefined : plain;
}

/** A document that `jsonencode` turns into exactly this text, or undefined when there is none, or nothing in it. */
export function documentOf(text: string): Json | undefined {
  if (!/^[{[]/.test(text) || text.normalize("NFC") !== text) {
    return undefined;
  }
  try {
    const value = JSON.parse(text) as Json;
    const isDocument = isJsonList(value)
      ? value.some(isJsonObject)
      : isJsonObject(value) && Object.keys(value).length > 0;
    return isDocument && jsonencoded(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function text(value: string): string | undefined {
  return /[\b\f\x7f\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))
    ? undefined
    : JSON.stringify(value).replace(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
}

function bracketed(
  items: readonly (string | undefined)[],
  open: string,
  close: string,
  between = ",",
): string | undefined {
  return items.includes(undefined) ? undefined : `${open}${items.join(between)}${close}`;
}
