import { blocksOf } from "../document/blocks-of";
import { addressOf, type Element } from "../document/elements";
import { HclError } from "../document/hcl-error";
import { isJsonObject, type Json } from "../document/terraform-document";

/**
 * A module gets the providers of its caller. One that it knows by an alias would have to be declared, handed over by
 * every caller, and makes `terraform validate` fail in the module's own folder.
 *
 * @throws HclError when something uses a provider by an alias
 */
export function refuseAliases(elements: readonly Element[]): void {
  for (const [where, provider] of elements.flatMap(providerUses)) {
    if (typeof provider === "string" && provider.includes(".")) {
      const name = provider.replace(/^\$\{|\}$/g, "");
      const [local] = name.split(".");
      throw new HclError(
        `${where}: must be a provider without an alias, as a module gets its caller's, got ${name}; take 'provider' away, and call the module with providers = { ${local} = ${name} }`,
      );
    }
  }
}

/** Where a block says which provider it uses, and what it says there. */
function providerUses(element: Element): readonly (readonly [where: string, provider: Json | undefined])[] {
  const { kind, body } = element;
  const address = addressOf(element);
  switch (kind) {
    case "resource":
      return [[`resource.${address}.provider`, body.provider]];
    case "data":
    case "ephemeral":
      return [[`${address}.provider`, body.provider]];
    case "check":
      return blocksOf(body.data ?? null, 2, `${address}.data`).map(({ labels, body: data }) => [
        [address, "data", ...labels, "provider"].join("."),
        data.provider,
      ]);
    case "module":
      return Object.entries(isJsonObject(body.providers) ? body.providers : {}).map(([name, provider]) => [
        `${address}.providers.${name}`,
        provider,
      ]);
    default:
      return [];
  }
}
