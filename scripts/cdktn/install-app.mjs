import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { manifest, workspaces } from "../workspaces.mjs";
import changes from "./app-changes.js";
import { appManifest } from "./app-manifest.js";
import { installedRuntimes } from "./installed-runtimes.js";
import { siblingsOf } from "./siblings-of.js";

/** What the type-check needs, at the repository's own versions. */
const tools = ["@types/node", "typescript"];

/** What is in an example's folder but made there, and what there is one of for all. */
const notCopied = ["node_modules", "cdktf.out", "rendered", "package.json", "tsconfig.json", ".turbo", ".terraform"];

/** Runs npm and returns what it prints; what it warns of is shown only if it fails. */
const npm = (cwd, ...args) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "pipe"] });

/**
 * Packs packages of the repository as they would be published.
 *
 * @returns {Record<string, string>} file in `folder` by the package's name
 */
function pack(root, names, folder) {
  const selected = names.map((name) => `--workspace=${name}`);
  const printed = npm(root, "pack", "--json", "--ignore-scripts", `--pack-destination=${folder}`, ...selected);
  return Object.fromEntries(JSON.parse(printed).map(({ name, filename }) => [name, filename]));
}

/**
 * Makes an app that runs the examples with cdktn: their files unchanged, our packages packed and installed, the rest
 * from npm's registry.
 *
 * @param {string} root the repository's root folder
 * @param {string[]} examples their folders, relative to the root
 * @param {string} app an empty folder, outside the repository: else Node finds the repository's cdktf
 * @throws {Error} if npm fails, or has installed another runtime as well
 */
export function installApp(root, examples, app) {
  const manifests = workspaces(root).map((folder) => manifest(join(root, folder)));
  const all = new Map(manifests.map((each) => [each.name, each]));
  const own = examples.map((folder) => manifest(join(root, folder)));
  const packed = pack(root, siblingsOf(own, all), app);
  const { devDependencies } = manifest(root);
  const needed = Object.fromEntries(tools.map((name) => [name, devDependencies[name]]));
  const moved = appManifest(own, packed, needed);
  writeFileSync(join(app, "package.json"), JSON.stringify(moved, null, 2));
  npm(app, "install", "--ignore-scripts", "--no-audit", "--no-fund");
  refuseSecondRuntime(JSON.parse(readFileSync(join(app, "package-lock.json"), "utf8")), moved.dependencies.constructs);

  for (const example of examples) {
    mkdirSync(join(app, example), { recursive: true });
    cpSync(join(root, example), join(app, example), {
      recursive: true,
      filter: (file) => !notCopied.includes(basename(file)),
    });
  }
  // There is no source to read our packages from, and there are no tests.
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
  const tsconfig = {
    compilerOptions: { ...compilerOptions, customConditions: [], types: ["node"], noEmit: true },
    include: examples,
  };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify(tsconfig));
}

function refuseSecondRuntime(lock, constructs) {
  const expected = [
    `node_modules/cdktf: ${changes.runtime}@${changes.version}`,
    `node_modules/constructs: constructs@${constructs}`,
  ];
  const installed = installedRuntimes(lock);
  if (installed.join() !== expected.join()) {
    throw new Error(
      `npm must install ${expected.join(" and ")}, and no other copy, got ${installed.join(", ")}; ` +
        "override the version in scripts/cdktn/app-changes.js",
    );
  }
}
