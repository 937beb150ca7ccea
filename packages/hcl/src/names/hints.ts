import { isJsonObject, type TerraformDocument } from "../document/terraform-document";

/**
 * What the one who wrote the constructs can say better than their ids, by the construct's path below the stack
 * (`Runners/Fleet-linux`). What is said of a construct holds for all that is inside, unless more is said of that.
 */
export interface Hints {
  /**
   * What to call a construct instead of the ids on the path down to it, in words or as an id: with `Runners` as `""` and
   * `Runners/Fleet-linux` as `linux`, the group in it is `aws_autoscaling_group.linux`.
   *
   * @default - the words of its ids
   */
  readonly names?: Readonly<Record<string, string>>;
  /**
   * A sentence or two for the comment above a construct's blocks, which also keeps them together.
   *
   * @default - the words of its id, for constructs that are told apart
   */
  readonly headings?: Readonly<Record<string, string>>;
}

/** Hints as a document carries them in `//.hcl`, with those of the caller, which win. */
export function hintsOf(document: TerraformDocument, given: Hints = {}): Required<Hints> {
  const comment = document["//"];
  const carried = isJsonObject(comment) && isJsonObject(comment.hcl) ? comment.hcl : {};
  const texts = (key: "names" | "headings") =>
    Object.fromEntries(
      Object.entries({ ...(isJsonObject(carried[key]) ? carried[key] : {}), ...given[key] }).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      ),
    );
  return { names: texts("names"), headings: texts("headings") };
}

/** The longest path of a hint that a path begins with. */
export function hintFor(path: readonly string[], hints: Readonly<Record<string, string>>): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join("/");
    if (Object.hasOwn(hints, key)) {
      return key;
    }
  }
  return undefined;
}
