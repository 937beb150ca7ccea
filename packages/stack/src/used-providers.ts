import type { TerraformStack } from "cdktf";

/** Names of the providers whose resources and data sources are in a stack: `aws`, `helm`. */
export function usedProviders(stack: TerraformStack): Set<string> {
  const types = stack.node
    .findAll()
    .map((node) => (node as { readonly terraformResourceType?: string }).terraformResourceType)
    .filter((type) => type !== undefined);
  return new Set(types.map((type) => type.split("_", 1)[0] as string));
}
