import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { manifest } from "../workspaces.mjs";
import changes from "./app-changes.js";
import { differences } from "./differences.js";
import { printedDifference } from "./printed-difference.js";
import { readSynthesis } from "./read-synthesis.js";

const run = promisify(execFile);

/** Runs the app of a folder as cdktf's and cdktn's command do, and reads what it has synthesised. */
async function synthesise(folder, outdir) {
  const { app } = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8"));
  mkdirSync(outdir, { recursive: true });
  await run("sh", ["-c", app], { cwd: folder, env: { ...process.env, CDKTF_OUTDIR: outdir } });
  return readSynthesis(outdir);
}

/**
 * Synthesises an example with cdktf in the repository and with cdktn in the app, and compares every file.
 *
 * @param {string} root the repository's root folder
 * @param {string} app the folder that installApp has filled
 * @param {string} example its folder, relative to both
 * @returns {Promise<{ compared: string, found: string[] }>} how much was compared, and each difference for people
 * @throws {Error} if one of the two is not synthesised, or not by the runtime that it should be, or has no resource
 */
export async function compareExample(root, app, example) {
  const [before, after] = await Promise.all([
    synthesise(join(root, example), join(app, "before", example)),
    synthesise(join(app, example), join(app, "after", example)),
  ]);
  const cdktf = manifest(join(root, example)).dependencies.cdktf;
  if (before.version !== cdktf || after.version !== changes.version) {
    throw new Error(
      `the runtimes must be cdktf ${cdktf} and ${changes.runtime} ${changes.version}, ` +
        `got ${before.version} and ${after.version}; look at which package the example loads as cdktf`,
    );
  }
  const resources = before.stacks.flatMap(({ resource = {} }) => Object.values(resource).flatMap(Object.keys));
  if (resources.length === 0) {
    throw new Error("a stack must have a resource, got none: nothing was compared");
  }

  const names = Object.keys({ ...before.files, ...after.files }).sort();
  const sides = [`cdktf ${cdktf}`, `${changes.runtime} ${changes.version}`];
  return {
    compared: `${resources.length} resources, ${names.length} files`,
    found: names.flatMap((file) =>
      differences(before.files[file], after.files[file]).map((each) => printedDifference(file, each, sides)),
    ),
  };
}
