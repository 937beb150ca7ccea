/**
 * Writes what is generated and committed: `npm run generate`. With `--check` nothing is written, and a file that is not
 * current is an error.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rules } from "@runner-fleet/config";
import { format, resolveConfig } from "prettier";
import { chartReadme } from "./generate/chart-readme.mts";
import { dashboard } from "./generate/dashboard/dashboard.mts";
import { jsonSchema } from "./generate/json-schema.mts";
import { referenceMarkdown } from "./generate/reference-markdown.mts";
import { rulesMarkdown } from "./generate/rules-markdown.mts";

const root = join(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");

const schema = jsonSchema();

const chart = "charts/runner-manager";
const read = (path: string) => readFileSync(join(root, path), "utf8");

const generated: Readonly<Record<string, () => string>> = {
  [`${chart}/README.md`]: () => chartReadme(chart, read),
  [`${chart}/files/dashboard.json`]: () => JSON.stringify(dashboard()),
  "docs/reference.md": () => referenceMarkdown(schema),
  "docs/rules.md": () => rulesMarkdown(rules),
  "packages/config/runner-fleet.schema.json": () => JSON.stringify(schema),
};

const stale: string[] = [];
for (const [name, text] of Object.entries(generated)) {
  const path = join(root, name);
  const current = await format(text(), { ...(await resolveConfig(path)), filepath: path });
  if (readText(path) === current) {
    continue;
  }
  stale.push(name);
  if (!isCheck) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, current);
    console.log(`wrote ${relative(process.cwd(), path)}`);
  }
}

if (isCheck && stale.length > 0) {
  console.error(`${stale.join(", ")}: must be as generated; run npm run generate`);
  process.exitCode = 1;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
