import { defaultSchema, toHcl } from "@runner-fleet/hcl";
import type { Deployed } from "./module-call";

/**
 * What someone copies from a stack's HCL to keep it beside the call: the blocks of what the module does not make, and
 * the data sources and variables that they use.
 */
export function besideCall({ document, into }: Deployed): string {
  const { files } = toHcl(document, { schema: defaultSchema(), files: "main" });
  const blocks = Object.values(files)
    .flatMap((text) => [...text.matchAll(/^(resource|data|variable) (.*) \{(?:\}|\n[^]*?^\})$/gm)])
    .map(([text, kind = "", labels = ""]) => ({ text, kind, address: labels.replaceAll('"', "").replace(" ", ".") }));
  const kept = new Set(into.remaining.values());
  const resources = blocks.filter(({ kind, address }) => kind === "resource" && kept.has(address));
  const uses = resources.map(({ text }) => text).join("\n");
  const used = blocks.filter(({ kind, address }) =>
    uses.includes(kind === "data" ? `data.${address}.` : kind === "variable" ? `var.${address}` : "no resource"),
  );
  return [...resources, ...used].map(({ text }) => text).join("\n\n");
}
