import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleFile } from "./synthesise-example";

const modules = join(__dirname, "../../../node_modules");

/** Runs an app as cdktf does, in a folder of its own that finds its packages where this one does. */
function runApp(text: string) {
  const folder = mkdtempSync(join(tmpdir(), "runner-fleet-app-"));
  try {
    symlinkSync(modules, join(folder, "node_modules"));
    writeFileSync(join(folder, "main.ts"), text);
    return spawnSync(
      process.execPath,
      ["--import", require.resolve("tsx"), "--conditions=@runner-fleet/source", "main.ts"],
      { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("an app with a wrong description ends with what is wrong, and without a stack trace", () => {
  const main = readFileSync(exampleFile("eks-docker-autoscaler", "main.ts"), "utf8");
  const wrong = main.replace("maxInstances: 10", "maxInstances: 0").replace("docker:", "dokcer:");
  const { status, stderr } = runApp(wrong);
  expect(status).toBe(1);
  expect(stderr).toContain("eks-docker-autoscaler/Runners is not a valid description of runner fleets:\n");
  expect(stderr).toContain("  fleets.linux.maxInstances: must be at least 1, got 0; ");
  expect(stderr).toContain("did you mean docker?");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain("findings:");
});

test("an app without the region that it needs ends in the same way", () => {
  const main = readFileSync(exampleFile("eks-docker-autoscaler", "main.ts"), "utf8");
  const { status, stderr } = runApp(main.replace(/region: .*,\n/, ""));
  expect(status).toBe(1);
  expect(stderr).toContain("  region: must be given, since the description uses AWS; add the region of the machines");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain("throw error");
});
