import type { BlockRule, BodyRule } from "./body-rule";

const meta = ["count", "for_each", "provider", "providers", "alias"] as const;
const names = ["name", "name_prefix", "description"] as const;
const last = ["provisioner", "connection", "lifecycle", "depends_on"] as const;

const condition: BlockRule = { first: ["condition", "error_message"] };
const connection: BlockRule = {};
const provisioner: BlockRule = {
  labels: 1,
  styles: { when: "bare", on_failure: "bare" },
  first: ["when", "on_failure"],
  blocks: { connection },
};
const lifecycle: BlockRule = {
  styles: { ignore_changes: "bare", replace_triggered_by: "bare" },
  blocks: { precondition: condition, postcondition: condition },
};
const object: BodyRule = { styles: { depends_on: "bare", provider: "bare" }, first: [...meta, ...names], last };

/** What Terraform itself adds to a resource, whatever its provider. */
export const resourceRule: BodyRule = { ...object, dynamic: true, blocks: { lifecycle, provisioner, connection } };

/** What Terraform itself adds to a data source and to an ephemeral resource. */
export const dataRule: BodyRule = { ...object, dynamic: true, blocks: { lifecycle } };

/** What Terraform itself adds to a provider's configuration. */
export const providerRule: BodyRule = {
  styles: { alias: "literal", version: "literal" },
  first: ["alias"],
  dynamic: true,
};

/** A `dynamic` block without its content, which is that of the block that it makes. */
export const dynamicRule: BodyRule = {
  styles: { iterator: "bare" },
  first: ["for_each", "iterator", "labels"],
};

/** The blocks of a configuration that no provider has a part in. */
export const terraformBlocks: Readonly<Record<string, BlockRule>> = {
  terraform: {
    style: "literal",
    first: ["required_version", "required_providers"],
    styles: { experiments: "bare" },
    blocks: {
      required_providers: { style: "requirement" },
      backend: { labels: 1, style: "literal" },
      cloud: { style: "literal", blocks: { workspaces: { style: "literal" } } },
      provider_meta: { labels: 1, style: "literal" },
    },
  },
  variable: {
    labels: 1,
    style: "literal",
    styles: { type: "type" },
    first: ["description", "type", "default", "sensitive", "ephemeral", "nullable"],
    isFirstTogether: true,
    blocks: { validation: condition },
  },
  locals: {},
  module: {
    labels: 1,
    styles: { source: "literal", version: "literal", providers: "bare", depends_on: "bare" },
    first: ["source", "version", ...meta],
    last,
  },
  output: {
    labels: 1,
    styles: { description: "literal", depends_on: "bare" },
    first: ["description", "value", "sensitive", "ephemeral"],
    isFirstTogether: true,
    last,
    blocks: { precondition: condition },
  },
  check: { labels: 1, blocks: { assert: condition } },
  moved: { style: "bare", first: ["from", "to"] },
  import: { styles: { to: "bare", provider: "bare" }, first: ["for_each", "provider", "to", "id"] },
  removed: { styles: { from: "bare" }, blocks: { lifecycle, provisioner, connection } },
};
