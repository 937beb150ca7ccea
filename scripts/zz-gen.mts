import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { format, resolveConfig } from "prettier";
import { terraformModules } from "/work/main/scripts/generate/terraform-modules.mts";
import { refusedTests } from "/work/main/scripts/generate/refused-tests.mts";
const root = "/work/main/";
const only = process.argv[2];
for (const [name, text] of Object.entries({ ...terraformModules((p) => readFileSync(root + p, "utf8")), ...refusedTests() })) {
  if (only && !name.includes(only)) continue;
  const path = root + name;
  const out = /\.(tf|tftest\.hcl)$/.test(path) ? text : await format(text, { ...(await resolveConfig(path)), filepath: path });
  let old: string | undefined;
  try { old = readFileSync(path, "utf8"); } catch {}
  if (old !== out) { mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, out); console.log("wrote", name); }
}
