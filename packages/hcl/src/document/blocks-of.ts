import { HclError } from "./hcl-error";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "./terraform-document";

/** One block: its labels (type and name of a resource) and what is between its braces. */
export interface LabelledBody {
  /** The labels, in order. */
  readonly labels: readonly string[];
  /** Attributes and nested blocks. */
  readonly body: JsonObject;
}

/**
 * The blocks that a value of JSON stands for: an object for each label around the body, and a list wherever there are
 * several. null is no block.
 *
 * @param value what the JSON has for the block's type
 * @param labels how many labels the block has
 * @param where for the message
 * @throws HclError when the value is neither an object nor a list of objects
 */
export function blocksOf(value: Json, labels: number, where: string): readonly LabelledBody[] {
  if (value === null) {
    return [];
  }
  if (isJsonList(value)) {
    return value.flatMap((item) => blocksOf(item, labels, where));
  }
  if (!isJsonObject(value)) {
    throw new HclError(
      `${where}: must be a block, that is an object or a list of objects, got ${JSON.stringify(value)}; an argument of this name is not in the provider's schema`,
    );
  }
  return labels === 0
    ? [{ labels: [], body: value }]
    : Object.entries(value)
        .filter(([label]) => label !== "//")
        .flatMap(([label, inner]) =>
          blocksOf(inner, labels - 1, `${where}.${label}`).map((block) => ({
            ...block,
            labels: [label, ...block.labels],
          })),
        );
}
