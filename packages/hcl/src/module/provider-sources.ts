import type { Element } from "../document/elements";
import { isJsonObject, type JsonObject } from "../document/terraform-document";

/** The provider that is part of Terraform itself and is required nowhere. */
const builtIn = "terraform";

/**
 * Where the providers of a document are from, by their local names: those that it requires, and those that Terraform
 * takes for required because something has a type of theirs. A source is written as Terraform reads a short one:
 * `hashicorp/aws` for `aws`.
 */
export function providerSources(elements: readonly Element[]): ReadonlyMap<string, string> {
  const required = elements
    .filter(({ kind }) => kind === "terraform")
    .map(({ body }) => body.required_providers)
    .filter(isJsonObject)
    .flatMap((each) => Object.entries(each).filter(([name]) => name !== "//"));
  const sources = new Map(
    required.map(([name, requirement]) => [
      name,
      fullSource(isJsonObject(requirement) ? requirement.source : name, name),
    ]),
  );
  for (const name of elements.flatMap(impliedNames)) {
    if (!sources.has(name) && name !== builtIn) {
      sources.set(name, fullSource(name, name));
    }
  }
  return sources;
}

function fullSource(source: JsonObject[string] | undefined, name: string): string {
  const given = typeof source === "string" ? source : name;
  return given.includes("/") ? given : `hashicorp/${given}`;
}

/** A type begins with its provider's name, unless the block says another. */
function impliedNames({ kind, labels, body }: Element): readonly string[] {
  const [label = ""] = labels;
  switch (kind) {
    case "provider":
      return [label];
    case "resource":
    case "data":
    case "ephemeral":
      return [typeof body.provider === "string" ? body.provider.replace(/^\$\{|\}$/g, "") : label.replace(/_.*/, "")];
    default:
      return [];
  }
}
