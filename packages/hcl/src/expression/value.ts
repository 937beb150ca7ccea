import type { Json } from "../document/terraform-document";
import { base64Text } from "./base64-text";
import { brokenWhenLong } from "./break-long";
import { collection } from "./collection";
import { heredoc } from "./heredoc";
import { templateDocument, unmarked } from "./json-template";
import { spaced } from "../layout/space-between";
import { literalKey } from "./literal-key";
import { objectKey, renamedParts } from "./object-key";
import { oneLine } from "./one-line";
import { type Place, reading } from "./place";
import { quotedTemplate, quotedText } from "./quoted";
import { withoutStripMarks } from "./strip-marks";
import { escapedForTemplate, type TemplatePart, templateParts, unescapedTemplate } from "./template-parts";

/** Columns that text may take in quotes, although it has several lines. */
const mostQuoted = 80;

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
  const renamed = renamedParts(parts, place);
  return (
    (parts.every((each) => typeof each === "string") ? base64(unescapedTemplate(template), place) : undefined) ??
    jsonencode(parts, place) ??
    heredoc(renamed, place.depth) ??
    chomped(renamed, place) ??
    quotedTemplate(withoutStripMarks(renamed))
  );
}

/**
 * Long text of several lines as a heredoc, although its last line has no end. `chomp` takes no more than that end: before
 * it is literal text, not a value that might have one, too.
 */
function chomped(parts: readonly TemplatePart[], { depth }: Place): string | undefined {
  const last = parts.at(-1);
  const columns = parts.reduce(
    (sum, part) => sum + (typeof part === "string" ? part.length : spaced(part.tokens).length),
    0,
  );
  const text =
    typeof last === "string" && !last.endsWith("\n") && columns > mostQuoted
      ? heredoc([...parts, "\n"], depth)
      : undefined;
  return text && `chomp(${text}\n)`;
}

/** Text in base64 as the text, when that is the same bytes. */
function base64(text: string, { depth }: Place): string | undefined {
  const decoded = base64Text(text);
  const decodedHeredoc = decoded && heredoc([escapedForTemplate(decoded)], depth);
  return decodedHeredoc && `base64encode(${decodedHeredoc}\n)`;
}

/** A JSON document as an expression, when Terraform makes the same bytes of it. */
function jsonencode(parts: readonly TemplatePart[], place: Place): string | undefined {
  const document = templateDocument(parts, place.jsonSafe);
  const item = (value: Json, at: Place): string =>
    typeof value === "string"
      ? templateText(unmarked(value, parts), at)
      : collection(value, at, { item, key: literalKey });
  return document === undefined ? undefined : `jsonencode(${item(document, place)})`;
}
