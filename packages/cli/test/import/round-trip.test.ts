jest.mock("../../src/import/machine/import-machine", () => ({ importMachine: () => ({ fleet: { maxInstances: 1, machines: {} } }) }), { virtual: true });
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { leaveToTerraform, renderConfigToml, runnerFleetConfigSchema } from "@runner-fleet/config";
import { parse } from "smol-toml";
import { importConfig } from "../../src/import/import-config";
import { readdirSync } from "node:fs";

const root = join(__dirname, "../../../..");
const files = [
  ...readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" }).filter((f) => /rendered\/config(-\d+)?\.toml$/.test(f) && !f.includes("node_modules")).map((f) => `examples/${f}`),
  ...readdirSync(join(root, "packages/config/test/rendered")).filter((f) => f.endsWith(".toml")).map((f) => `packages/config/test/rendered/${f}`),
];
function diff(a: any, b: any, at: string): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (typeof a === "object" && a && typeof b === "object" && b)
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((k) => diff(a[k], b[k], `${at}.${k}`));
  return [`${at}: ${JSON.stringify(a)} → ${JSON.stringify(b)}`];
}
test.each(files)("%s", (f) => {
  const text = readFileSync(join(root, f), "utf8");
  const r = importConfig(text, f);
  const p = runnerFleetConfigSchema.parse(leaveToTerraform(r.description).input);
  const again = parse(renderConfigToml(p).toString());
  console.log(f, diff(parse(text), again, "").join("\n"), "\nDECIDE\n", r.report.filter((x) => x.outcome === "decision").map((x) => `${x.key}: ${x.note}`).join("\n"), "\n", r.yaml.length);
});
