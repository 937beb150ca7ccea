import { isJsonObject, type Json } from "../document/terraform-document";
import type { Element } from "../document/elements";
import type { BodyRule } from "./body-rule";
import { providerBody } from "./provider-body";
import type { SchemaTable } from "./schema-table";
import { terraformBlocks } from "./terraform-blocks";

/**
 * What is known of the inside of a block at the top of a configuration.
 *
 * @param elements all blocks, of which `required_providers` says what a provider's local name stands for
 * @throws HclError when the provider's schema is needed and not known
 */
export function elementRule(element: Element, elements: readonly Element[], schema: SchemaTable): BodyRule {
  const { kind, labels } = element;
  const [label = ""] = labels;
  switch (kind) {
    case "provider":
      return providerBody(schema, kind, providerType(label, elements), `provider.${label}`);
    case "resource":
    case "data":
    case "ephemeral":
      return providerBody(schema, kind, label, [kind, ...labels].join("."));
    case "check":
      return checkRule(element, schema);
    default:
      return terraformBlocks[kind] ?? {};
  }
}

/** A check may have one data source, which is known to it alone. */
function checkRule({ labels, body }: Element, schema: SchemaTable): BodyRule {
  const rule = terraformBlocks.check ?? {};
  const types = isJsonObject(body.data) ? Object.keys(body.data) : [];
  const [type] = types;
  return type === undefined
    ? rule
    : {
        ...rule,
        blocks: {
          ...rule.blocks,
          data: { labels: 2, ...providerBody(schema, "data", type, `check.${labels.join(".")}.data.${type}`) },
        },
      };
}

/** The last part of a provider's address: what its local name stands for, or that name itself. */
function providerType(name: string, elements: readonly Element[]): string {
  const sources = elements
    .filter(({ kind }) => kind === "terraform")
    .map(({ body }) => sourceOf(body.required_providers, name));
  return (sources.find((source) => source !== undefined) ?? name).replace(/.*\//, "");
}

function sourceOf(required: Json | undefined, name: string): string | undefined {
  const provider = isJsonObject(required) ? required[name] : undefined;
  const source = isJsonObject(provider) ? provider.source : undefined;
  return typeof source === "string" ? source : undefined;
}
