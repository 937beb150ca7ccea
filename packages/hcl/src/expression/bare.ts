import { spaced } from "../layout/space-between";
import { Scanner } from "../scan/scanner";
import type { Json } from "../document/terraform-document";
import { brokenTypeWhenLong, brokenWhenLong } from "./break-long";
import { collection } from "./collection";
import { literalKey } from "./literal-key";
import { oneLine } from "./one-line";
import { type Place, reading } from "./place";
import { literalText } from "./value";

/** A value whose strings are references or keywords, with or without `${}` around them: `depends_on`, `type`, `when`. */
export function bareText(value: Json, place: Place): string {
  return typeof value === "string"
    ? brokenWhenLong(renamed(value, place))
    : collection(value, place, { item: bareText, key: (key) => spaced(renamed(key, place)) });
}

/** The type of a variable; a collection without a type of its items is one of anything. */
export function typeText(value: Json, place: Place): string {
  const text = typeof value === "string" ? brokenTypeWhenLong(renamed(value, place)) : bareText(value, place);
  return ["list", "map", "set"].includes(text) ? `${text}(any)` : text;
}

/** What is required of a provider: all of it literal, but for the aliases, which are references. */
export function requirementText(value: Json, place: Place): string {
  return typeof value === "string"
    ? literalText(value, place)
    : collection(value, place, {
        item: (item, at) => (at.where.endsWith(".configuration_aliases") ? bareText : requirementText)(item, at),
        key: literalKey,
      });
}

function renamed(text: string, place: Place) {
  const [, inner = text] = /^\$\{([^]*)\}$/.exec(text) ?? [];
  return oneLine(place.rename(reading(place, () => new Scanner(inner).code())));
}
