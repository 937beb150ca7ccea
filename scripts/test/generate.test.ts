import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

test("what is generated and committed is current", () => {
  const check = ["--conditions=@runner-fleet/source", join(root, "scripts/generate.mts"), "--check"];
  expect(execFileSync(join(root, "node_modules/.bin/tsx"), check, { cwd: root, encoding: "utf8" })).toBe("");
});
