/**
 * Writes what is generated and committed: `npm run generate`. With `--check` nothing is written, and a file that is not
 * current is an error.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rules } from "@runner-fleet/config";
import { instance } from "@viz-js/viz";
import { format, resolveConfig } from "prettier";
import { chartReadme } from "./generate/chart-readme.mts";
import { dashboard } from "./generate/dashboard/dashboard.mts";
import { jsonSchema } from "./generate/json-schema.mts";
import { packagesDot } from "./generate/packages-dot.mts";
import { picture } from "./generate/picture.mts";
import { referenceMarkdown } from "./generate/reference-markdown.mts";
import { terraformModules } from "./generate/terraform-modules.mts";
import { refusedTests } from "./generate/refused-tests.mts";
import { rulesMarkdown } from "./generate/rules-markdown.mts";
import { versionSkewMarkdown } from "./generate/version-skew.mts";
import { layers } from "./lint/layer-table.mjs";
import { brokenPairs, versionedParts } from "../packages/config/src/fleets/version-skew.ts";

const root = join(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");

const schema = jsonSchema();
const viz = await instance();

const charts = ["charts/runner-cache", "charts/runner-manager"];
const read = (path: string) => readFileSync(join(root, path), "utf8");

const dependenciesOf = (folder: string) =>
  Object.keys((JSON.parse(read(`${folder}/package.json`)) as { dependencies?: object }).dependencies ?? {});

const generated: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(charts.map((chart) => [`${chart}/README.md`, () => chartReadme(chart, read)])),
  "charts/runner-manager/files/dashboard.json": () => JSON.stringify(dashboard()),
  ...Object.fromEntries(Object.entries(terraformModules(read)).map(([path, text]) => [path, () => text])),
  ...Object.fromEntries(Object.entries(refusedTests()).map(([path, text]) => [path, () => text])),
  "docs/architecture.svg": () => picture(viz, read("docs/architecture.dot")),
  "docs/packages.svg": () => picture(viz, packagesDot(layers, dependenciesOf)),
  "docs/reference.md": () => referenceMarkdown(schema),
  "docs/rules.md": () => rulesMarkdown(rules),
  "docs/version-skew.md": () => versionSkewMarkdown(versionedParts, brokenPairs),
  "packages/config/runner-fleet.schema.json": () => JSON.stringify(schema),
};

const isTerraform = (name: string) => /\.(tf|tftest\.hcl)$/.test(name);

const stale: string[] = [];
for (const [name, text] of Object.entries(generated)) {
  const path = join(root, name);
  const current = await formatted(path, text());
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

for (const name of leftOver()) {
  stale.push(name);
  if (!isCheck) {
    rmSync(join(root, name));
    console.log(`removed ${relative(process.cwd(), join(root, name))}`);
  }
}

if (isCheck && stale.length > 0) {
  console.error(`${stale.join(", ")}: must be as generated; run npm run generate`);
  process.exitCode = 1;
}

/** Terraform reads every file of a module's folder, so one that is no longer generated must go. */
function leftOver(): string[] {
  const folders = new Set(
    Object.keys(generated)
      .filter((name) => name.endsWith(".tf"))
      .map(dirname),
  );
  return [...folders].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((name) => isTerraform(name) && generated[name] === undefined),
  );
}

/** Terraform's own form is that of `terraform fmt`, which the HCL has already; for pictures Prettier has none. */
async function formatted(path: string, text: string): Promise<string> {
  return isTerraform(path) || path.endsWith(".svg")
    ? text
    : format(text, { ...(await resolveConfig(path)), filepath: path });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
