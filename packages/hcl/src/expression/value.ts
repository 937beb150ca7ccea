import type { Json } from "../document/terraform-document";
import { base64Text } from "./base64-text";
import { brokenWhenLong } from "./break-long";
import { collection } from "./collection";
import { heredoc } from "./heredoc";
import { templateDocument, unmarked } from "./json-template";
import { literalKey } from "./literal-key";
import { objectKey, renamedParts } from "./object-key";
import { oneLine } from "./one-line";
import { type Place, reading } from "./place";
import { quotedTemplate, quotedText } from "./quoted";
import { withoutStripMarks } from "./strip-marks";
import { escapedForTemplate, type TemplatePart, templateParts, unescapedTemplate } from "./template-parts";

/** A value where Terraform evaluates strings as templates. */
export function valueText(value: Json, place: Place): string {
  return typeof value === "string"
    ? templateText(value, place)
    : collection(value, place, { item: valueText, key: objectKey });
}

/** A value where Terraform takes strings as they are: a variable's default, a description, a version. */
export function literalText(value: Json, place: Place): string {
  return typeof value === "string"
    ? (heredoc([escapedForTemplate(value)], place.depth) ?? quotedText(value))
    : collection(value, place, { item: literalText, key: literalKey });
}

function templateText(template: string, place: Place): string {
  const parts = reading(place, () => templateParts(template));
  const [part] = parts;
  if (parts.length === 1 && typeof part === "object" && part.open.startsWith("$")) {
    return brokenWhenLong(oneLine(place.rename(part.tokens)));
  }
  return (
    (parts.every((each) => typeof each === "string") ? base64(unescapedTemplate(template), place) : undefined) ??
    jsonencode(parts, place) ??
    heredoc(renamedParts(parts, place), place.depth) ??
    quotedTemplate(withoutStripMarks(renamedParts(parts, place)))
  );
}

/** Text in base64 as the text, when that is the same bytes. */
function base64(text: string, { depth }: Place): string | undefined {
  const decoded = base64Text(text);
  const decodedHeredoc = decoded && heredoc([escapedForTemplate(decoded)], depth);
  return decodedHeredoc && `base64encode(${decodedHeredoc}\n)`;
}

/** A JSON document as an expression, when Terraform makes the same bytes of it. */
function jsonencode(parts: readonly TemplatePart[], place: Place): string | undefined {
  const document = templateDocument(parts);
  const item = (value: Json, at: Place): string =>
    typeof value === "string"
      ? templateText(unmarked(value, parts), at)
      : collection(value, at, { item, key: literalKey });
  return document === undefined ? undefined : `jsonencode(${item(document, place)})`;
}
