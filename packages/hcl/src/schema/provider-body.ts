import { HclError } from "../document/hcl-error";
import type { BlockRule, BodyRule } from "./body-rule";
import type { BlockNames, SchemaTable } from "./schema-table";
import { dataRule, providerRule, resourceRule } from "./terraform-blocks";

const metaRules: Readonly<Record<keyof SchemaTable, BodyRule>> = {
  provider: providerRule,
  resource: resourceRule,
  data: dataRule,
  ephemeral: dataRule,
};

/**
 * What is inside a block that has a provider's schema.
 *
 * @param kind the block
 * @param type the resource's type; for a provider the last part of its address
 * @throws HclError when the table does not have the type
 */
export function providerBody(schema: SchemaTable, kind: keyof SchemaTable, type: string, where: string): BodyRule {
  const names = Object.hasOwn(schema[kind], type) ? schema[kind][type] : undefined;
  if (names === undefined) {
    const what = kind === "resource" ? "resource type" : kind === "provider" ? "provider" : `${kind} type`;
    throw new HclError(
      `${where}: must have a known schema, got ${what} '${type}'; run 'terraform providers schema -json' in the stack's folder after 'terraform init', and pass the file (--schema <file>)`,
    );
  }
  const rule = metaRules[kind];
  return { ...rule, blocks: { ...blockRules(names), ...rule.blocks } };
}

/** The rules of the blocks that a line of a table names. */
export function blockRules(names: BlockNames): Readonly<Record<string, BlockRule>> {
  const root: Record<string, BlockRule> = {};
  const open = [root];
  let latest = root;
  for (const [piece] of names.matchAll(/[^\s()]+|[()]/g)) {
    if (piece === "(") {
      open.push(latest);
    } else if (piece === ")") {
      open.pop();
    } else {
      latest = {};
      const name = piece.replace("?", "");
      const rule = { blocks: latest, dynamic: true, first: ["name"], isArgument: name !== piece };
      (open[open.length - 1] ?? root)[name] = rule;
    }
  }
  return root;
}
