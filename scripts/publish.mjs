import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages } from "./published-packages.js";
import { manifest, workspaces } from "./workspaces.mjs";

// `node scripts/publish.mjs FOLDER`: publishes the tarballs in a folder, as `npm run check:pack -- --keep FOLDER` left
// them there, dependencies first. What npm has already with the same bytes is left out, so that a release that broke
// halfway can be run again; with other bytes it is an error. Needs Node and npm alone: nothing is installed where
// packages are published.

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs npm, of which the release's log shows what it publishes. */
const npm = (...args) => spawnSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** The hash of a version's bytes as npm has them, or undefined if it has no such version. */
function publishedHash(spec) {
  const { status, stdout, stderr } = npm("view", spec, "dist.integrity", "--json");
  const answer = stdout.trim() === "" ? undefined : JSON.parse(stdout);
  if (status === 0) return answer;
  if (answer?.error?.code === "E404") return undefined;
  throw new Error(`npm must say whether it has ${spec}, and does not:\n${stderr.trim()}`);
}

/** The tarball of a package, which is there: nothing is published unless all can be. */
function tarballOf({ name, version }, folder) {
  const tarball = join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  if (!existsSync(tarball)) {
    throw new Error(`${tarball} must be there, and is not; write it with 'npm run check:pack -- --keep ${folder}'`);
  }
  return tarball;
}

function publish({ name, version }, tarball) {
  const spec = `${name}@${version}`;
  const hash = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  const published = publishedHash(spec);
  if (published === hash) return `${spec} is published already`;
  if (published !== undefined) {
    throw new Error(
      `${spec} must be new, and npm has it with other bytes: ${published}, and here ${hash}; release another version`,
    );
  }
  // A version before its release must not be what people get who name none.
  const tag = version.includes("-") ? "next" : "latest";
  const { status, stderr } = npm("publish", tarball, "--provenance", "--access=public", `--tag=${tag}`);
  if (status !== 0) throw new Error(`${spec} is not published:\n${stderr.trim()}`);
  return `${spec} is published as ${tag}`;
}

try {
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new Error("the folder of the tarballs must be given, got none");
  const all = workspaces(root).map((folder) => ({ folder, manifest: manifest(join(root, folder)) }));
  const packages = publishedPackages(all).map(({ manifest }) => ({
    manifest,
    tarball: tarballOf(manifest, resolve(given)),
  }));
  for (const { manifest, tarball } of packages) console.log(publish(manifest, tarball));
} catch (error) {
  console.error(`publish: ${error.message}`);
  process.exitCode = 1;
}
