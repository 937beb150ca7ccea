import { isJsonList, isJsonObject, type TerraformDocument } from "../document/terraform-document";

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
  /**
   * Expressions, as the document has them, that are text which `jsonencode` writes as it is: without `"`, `\`, `<`, `>`,
   * `&` and control characters, and not null, as a validation or the service's rules for names see to. A JSON document
   * with such values in it is written as `jsonencode({…})`: `var.cluster_name`, `local.manager_name`.
   *
   * @default - of AWS resources the attributes that hold no such character, such as `arn`
   */
  readonly jsonSafe?: readonly string[];
}

/** Hints as a document carries them in `//.hcl`, with those of the caller, which win where both say something. */
export function hintsOf(document: TerraformDocument, given: Hints = {}): Required<Hints> {
  const comment = document["//"];
  const carried = isJsonObject(comment) && isJsonObject(comment.hcl) ? comment.hcl : {};
  const texts = (key: "names" | "headings") =>
    Object.fromEntries(
      Object.entries({ ...(isJsonObject(carried[key]) ? carried[key] : {}), ...given[key] }).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      ),
    );
  const { jsonSafe } = carried;
  const safe = [...(isJsonList(jsonSafe) ? jsonSafe : []), ...(given.jsonSafe ?? [])];
  return {
    names: texts("names"),
    headings: texts("headings"),
    jsonSafe: safe.filter((each) => typeof each === "string"),
  };
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
