import { isJsonList, isJsonObject, type Json, type JsonObject } from "../document/terraform-document";
import { Scanner } from "../scan/scanner";
import { inside, type Place } from "./place";

/** How the strings and keys in lists and objects are written. */
export interface CollectionStyle {
  /** Writes an item, which may be a list or an object again. */
  readonly item: (value: Json, place: Place) => string;
  /** Writes a key. */
  readonly key: (key: string, place: Place) => string;
}

/** Columns up to which a list of simple items stays on a line. */
const most = 90;

/** Anything but a string: a list on one line when it is short and simple, an object always an item a line. */
export function collection(value: Exclude<Json, string>, place: Place, style: CollectionStyle): string {
  if (isJsonList(value)) {
    return list(value, place, style);
  }
  return isJsonObject(value) ? object(value, place, style) : String(value);
}

function list(values: readonly Json[], place: Place, { item }: CollectionStyle): string {
  const items = values.map((value, i) => item(value, inside(place, i)));
  const line = `[${items.join(", ")}]`;
  const isSimple = items.every((each) => !each.includes("\n")) && values.every((each) => typeof each !== "object");
  return isSimple && line.length <= most
    ? line
    : `[\n${items.map((each) => `${each}${endsInHeredoc(each) ? "\n" : ""},\n`).join("")}]`;
}

/** The line of a heredoc's delimiter holds nothing else, no comma either. */
function endsInHeredoc(text: string): boolean {
  return text.includes("<<") && new Scanner(text).code().at(-1)?.type === "close-heredoc";
}

function object(value: JsonObject, place: Place, { item, key }: CollectionStyle): string {
  const items = Object.entries(value).map(
    ([name, each]) => `${key(name, inside(place, name))} = ${item(each, inside(place, name))}\n`,
  );
  return items.length === 0 ? "{}" : `{\n${items.join("")}}`;
}
