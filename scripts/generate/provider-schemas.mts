/**
 * Writes packages/hcl/schemas/providers.json from the providers' own schemas:
 *
 *     npx tsx --conditions=@runner-fleet/source scripts/generate/provider-schemas.mts [--check]
 *
 * It needs Terraform and the providers of packages/hcl/schemas/types.json, from a registry or a mirror, so it is not
 * among what `npm run generate` writes. Run it when a provider's version or the list of types changes. With `--check`
 * nothing is written, and a file that is not current is an error.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaTable, schemaTableText } from "@runner-fleet/hcl";
import { format, resolveConfig } from "prettier";

const folder = join(import.meta.dirname, "../../packages/hcl/schemas");
const target = join(folder, "providers.json");
const { providers, ...selection } = JSON.parse(readFileSync(join(folder, "types.json"), "utf8"));

const work = mkdtempSync(join(tmpdir(), "runner-fleet-schemas-"));
try {
  writeFileSync(join(work, "main.tf.json"), JSON.stringify({ terraform: { required_providers: providers } }));
  terraform("init", "-no-color");
  const printed = JSON.parse(terraform("providers", "schema", "-json"));
  const text = await format(schemaTableText(schemaTable(printed, selection)), {
    ...(await resolveConfig(target)),
    filepath: target,
  });
  if (!process.argv.includes("--check")) {
    writeFileSync(target, text);
  } else if (readFileSync(target, "utf8") !== text) {
    console.error(`${target}: must be what the providers' schemas give; run this script without --check`);
    process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true });
}

function terraform(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("terraform", args, {
    cwd: work,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (error || status !== 0) {
    throw new Error(`terraform ${args.join(" ")} must succeed, got ${error?.message ?? `status ${status}\n${stderr}`}`);
  }
  return stdout;
}
