import { blocksOf } from "../document/blocks-of";
import { addressOf, type Element } from "../document/elements";
import type { Json } from "../document/terraform-document";
import { typeText } from "../expression/bare";
import type { Place } from "../expression/place";
import { literalText } from "../expression/value";
import { layOutHcl } from "../layout/layout-hcl";

/** A variable of a module. */
export interface ModuleInput {
  /** Its name. */
  readonly name: string;
  /** What it is for; empty when the document does not say it. */
  readonly description: string;
  /** Its type as HCL, over several lines when it is long; `any` when the document does not say it. */
  readonly type: string;
  /**
   * What it is when the caller leaves it out, as HCL.
   *
   * @default - a value must be given
   */
  readonly default?: string;
  /** Ids of the rules that its validations hold it against: what stands in `[…]` at the end of their messages. */
  readonly rules: readonly string[];
}

/** The variables of a document, in its order. */
export function moduleInputs(elements: readonly Element[]): readonly ModuleInput[] {
  return elements.filter(({ kind }) => kind === "variable").map(moduleInput);
}

function moduleInput(element: Element): ModuleInput {
  const { labels, body } = element;
  const [name = ""] = labels;
  const address = addressOf(element);
  return {
    name,
    description: typeof body.description === "string" ? body.description : "",
    type: layOutHcl(typeText(body.type ?? "any", placeOf(`${address}.type`))),
    ...(body.default !== undefined && { default: layOutHcl(literalText(body.default, placeOf(`${address}.default`))) }),
    rules: rulesOf(body.validation ?? null, `${address}.validation`),
  };
}

/** The place of a value that stands alone. A variable refers to nothing. */
function placeOf(where: string): Place {
  return { where, depth: 0, rename: (tokens) => tokens, jsonSafe: new Set() };
}

function rulesOf(validations: Json, where: string): readonly string[] {
  const messages = blocksOf(validations, 0, where).map(({ body }) => body.error_message);
  const rules = messages.map((text) => (typeof text === "string" ? /\[([\w-]+)\]\.?$/.exec(text)?.[1] : undefined));
  return [...new Set(rules.filter((rule) => rule !== undefined))];
}
