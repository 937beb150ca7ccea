import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { withRelease } from "./release/changelog.js";
import { withChartRelease } from "./release/chart-release.js";
import { withReleaseReferences } from "./release/release-references.js";
import { pendingChange } from "./release/pending-change.js";
import { manifest, workspaces } from "./workspaces.mjs";

// The first step of `npm run version`, called in the repository's root: gives every package, chart and example the next
// version by what waits in .changeset, and brings along all that names a version and is written by hand. What is
// generated, and the lock file, follow in the steps after it.

const read = (path) => readFileSync(path, "utf8");

/** Writes what `change` makes of a file, and says so if that is something else. */
function rewrite(path, change) {
  const before = read(path);
  const after = change(before);
  if (after === before) return;
  writeFileSync(path, after);
  console.log(`wrote ${path}`);
}

const pending = () =>
  readdirSync(".changeset")
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => pendingChange(`.changeset/${name}`, read(join(".changeset", name))));

/** The version that all workspaces have. */
function commonVersion() {
  const versions = new Set(workspaces(".").map((folder) => manifest(folder).version));
  if (versions.size !== 1) {
    throw new Error(
      `every package must have the same version, got ${[...versions].join(", ")}; see 'fixed' in .changeset/config.json`,
    );
  }
  return [...versions][0];
}

try {
  const changes = pending();
  if (changes.length === 0) {
    throw new Error("there must be a change in .changeset, got none; write one with 'npm run changeset'");
  }
  commonVersion();
  const changesets = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
  execFileSync(process.execPath, [changesets, "version"], { stdio: "inherit" });
  const version = commonVersion();

  rewrite("CHANGELOG.md", (text) => withRelease(text, version, changes));
  rewrite("package.json", (text) => text.replace(/^( {2}"version": ")[^"]+/m, (_, key) => key + version));
  for (const name of readdirSync("charts")) {
    const path = `charts/${name}/Chart.yaml`;
    const own = changes.filter(({ packages }) => packages.includes(`${name}-chart`));
    rewrite(path, (text) => withChartRelease(path, text, version, own));
  }
  const texts = execFileSync("git", ["ls-files", "*.md", "*.tf"], { encoding: "utf8" }).trim().split("\n");
  // What earlier releases said stays as it was.
  for (const path of texts.filter((each) => each !== "CHANGELOG.md")) {
    rewrite(path, (text) => withReleaseReferences(text, version));
  }
  console.log(`the next release is ${version}`);
} catch (error) {
  console.error(`version: ${error.message}`);
  process.exitCode = 1;
}
