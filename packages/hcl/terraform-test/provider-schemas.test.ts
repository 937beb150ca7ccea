import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

test("the table of blocks is what the providers' own schemas give", () => {
  const script = ["--conditions=@runner-fleet/source", "scripts/generate/provider-schemas.mts", "--check"];
  const { status, stderr } = spawnSync("npx", ["tsx", ...script], { cwd: root, encoding: "utf8" });
  expect(stderr.replace(/^npm warn .*\n/gm, "")).toBe("");
  expect(status).toBe(0);
});
