import type { Element } from "../document/elements";
import { isJsonList, isJsonObject, type Json } from "../document/terraform-document";
import { templateParts } from "../expression/template-parts";
import { referencesIn } from "../names/references";
import { Scanner } from "../scan/scanner";

/** Arguments whose strings are references without `${}`. */
const bare = new Set(["depends_on", "replace_triggered_by", "provider", "providers"]);

/** What a block refers to: `aws_vpc.main`, `data.aws_region.current`, `local.x`. */
export function usesOf({ body }: Element): ReadonlySet<string> {
  return new Set(referencesOf(body, false));
}

/**
 * What each of the blocks refers to, by itself or through locals. Those are in a file of their own, so that what they
 * refer to is what a reader of the block looks for.
 *
 * @param elements all blocks, with the locals
 */
export function usesThroughLocals(elements: readonly Element[]): (element: Element) => ReadonlySet<string> {
  const locals = new Map(
    elements
      .filter(({ kind }) => kind === "locals")
      .flatMap(({ body }) => Object.entries(body))
      .map(([name, value]) => [`local.${name}`, referencesOf(value, false)]),
  );
  return (element) => {
    const uses = new Set(usesOf(element));
    // A set that grows while it is gone through is gone through to its end.
    for (const address of uses) {
      locals.get(address)?.forEach((used) => uses.add(used));
    }
    return uses;
  };
}

function referencesOf(value: Json, isBare: boolean): readonly string[] {
  if (typeof value === "string") {
    return tokensOf(value, isBare).flatMap((tokens) => referencesIn(tokens).map(({ address }) => address));
  }
  if (isJsonList(value)) {
    return value.flatMap((item) => referencesOf(item, isBare));
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        key === "//" ? [] : [...referencesOf(key, false), ...referencesOf(item, isBare || bare.has(key))],
      )
    : [];
}

/** A text that can't be read refers to nothing here; where it is written, it is refused with its place. */
function tokensOf(text: string, isBare: boolean) {
  try {
    return isBare && !text.includes("{")
      ? [new Scanner(text).code()]
      : templateParts(text).flatMap((part) => (typeof part === "string" ? [] : [part.tokens]));
  } catch {
    return [];
  }
}
