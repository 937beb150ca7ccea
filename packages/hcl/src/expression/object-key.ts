import { spaced } from "../layout/space-between";
import { literalKey } from "./literal-key";
import { oneLine } from "./one-line";
import { type Place, reading } from "./place";
import { quotedTemplate } from "./quoted";
import { withoutStripMarks } from "./strip-marks";
import { templateParts } from "./template-parts";

/** A key of an object of an expression, where JSON has a template. */
export function objectKey(key: string, place: Place): string {
  const parts = reading(place, () => templateParts(key));
  const [part] = parts;
  if (parts.every((each) => typeof each === "string")) {
    const text = parts.join("");
    return /[$%]/.test(text) ? quotedTemplate(parts) : literalKey(text);
  }
  if (parts.length === 1 && typeof part === "object" && part.open.startsWith("$")) {
    return `(${spaced(oneLine(place.rename(part.tokens)))})`;
  }
  return quotedTemplate(withoutStripMarks(renamedParts(parts, place)));
}

/** Parts of a template with the names that the HCL has. */
export function renamedParts(parts: ReturnType<typeof templateParts>, { rename }: Place): typeof parts {
  return parts.map((part) => (typeof part === "string" ? part : { ...part, tokens: rename(part.tokens) }));
}
