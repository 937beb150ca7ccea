import { isAbsolute } from "node:path";
import { moduleTables, type Module } from "@runner-fleet/hcl";

/**
 * What a caller of the module must know.
 *
 * @param folder the module's, as the user named it
 */
export function moduleReadme(module: Module, folder: string): string {
  const { requirements, inputs, outputs } = moduleTables(module);
  const needed = module.inputs.filter((input) => input.default === undefined);
  const width = Math.max(...needed.map(({ name }) => name.length));
  const values = needed.map(({ name, type }) => `  ${name.padEnd(width)} = ${toReplace(type)}`);
  const ofCluster = ["helm", "kubernetes"]
    .filter((name) => Object.hasOwn(module.requirements.providers, name))
    .map((name) => `\`${name}\``);
  return [
    "# Runner fleets",
    "Written by `runner-fleet synth --to module` from a description: change that, and write the module again.",
    "A call of it, from the folder that `synth` was called in:",
    [
      "```hcl",
      'module "runners" {',
      `  source = ${JSON.stringify(moduleSource(folder))}`,
      ...(values.length > 0 ? ["", ...values] : []),
      "}",
      "```",
    ].join("\n"),
    [
      "Providers are the caller's: the region is that of its `aws` provider, whatever `region` the description has.",
      ...(ofCluster.length > 0
        ? [`The cluster is the one that its ${ofCluster.join(" and ")} provider leads to.`]
        : []),
    ].join("\n"),
    "## Requirements",
    requirements.trim(),
    ...(module.inputs.length > 0 ? ["## Inputs", inputs.trim()] : []),
    "## Outputs",
    outputs.trim(),
    "",
  ].join("\n\n");
}

/** A text that Terraform takes for the type, and that nobody takes for a value. */
const toReplace = (type: string) => (type === "string" ? '"…"' : '["…"]');

/** Terraform takes a path for that of a folder only where it begins as one. */
function moduleSource(folder: string): string {
  const path = folder.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
  return isAbsolute(folder) || /^\.\.?(\/|$)/.test(path) ? path : `./${path}`;
}
