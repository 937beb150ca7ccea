import { blocksOf } from "./blocks-of";
import { constructPath } from "./construct-path";
import { HclError } from "./hcl-error";
import type { JsonObject, TerraformDocument } from "./terraform-document";

/** The blocks at the top of a configuration, and how many labels each has. */
export const elementLabels = {
  terraform: 0,
  provider: 1,
  variable: 1,
  locals: 0,
  data: 2,
  ephemeral: 2,
  resource: 2,
  module: 1,
  check: 1,
  moved: 0,
  import: 0,
  removed: 0,
  output: 1,
} as const;

/** What a block at the top of a configuration is. */
export type ElementKind = keyof typeof elementLabels;

/** A block at the top of a configuration. */
export interface Element {
  /** What it is. */
  readonly kind: ElementKind;
  /** Its labels: type and name, or the name alone. */
  readonly labels: readonly string[];
  /** What is in it. */
  readonly body: JsonObject;
  /**
   * Path of the construct that it is from, below the stack.
   *
   * @default - cdktf did not make it
   */
  readonly path?: readonly string[];
}

/**
 * The blocks at the top of a document, in its order.
 *
 * @throws HclError when a key is none of Terraform's, or its value is not an object or a list of objects
 */
export function elementsOf(document: TerraformDocument): readonly Element[] {
  return Object.entries(document)
    .filter(([key]) => key !== "//")
    .flatMap(([key, value]) => {
      if (!isElementKind(key)) {
        throw new HclError(
          `${key}: must be a block of Terraform's, got an unknown one; known are ${Object.keys(elementLabels).join(", ")}`,
        );
      }
      return blocksOf(value, elementLabels[key], key).map(({ labels, body }) => ({
        kind: key,
        labels,
        body,
        path: constructPath(body, document),
      }));
    });
}

/**
 * How an expression refers to an element: `aws_vpc.main`, `data.aws_region.current`, `module.net`. Elements of the same
 * kind that nothing refers to by a name of their own have their kind and labels.
 */
export function addressOf({ kind, labels }: Pick<Element, "kind" | "labels">): string {
  return (kind === "resource" ? labels : [kind, ...labels]).join(".");
}

function isElementKind(key: string): key is ElementKind {
  return Object.hasOwn(elementLabels, key);
}
