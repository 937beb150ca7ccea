import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { toolChecks } from "./tool-checks.mjs";

// Runs the checkers that are no npm packages over the whole repository, each of them even if one before it failed.
// What a tool says is shown only if it fails.

const tools = process.env.RUNNER_FLEET_TOOLS ?? join(homedir(), ".cache/runner-fleet-tools");
const folders = [join(tools, "python/bin"), join(tools, "go"), ...process.env.PATH.split(delimiter)];
const scratch = mkdtempSync(join(tmpdir(), "runner-fleet-check-"));

/** Why the check did not pass, or undefined if it did. */
function failure({ tool, subject, args, proof, each = false }, paths) {
  const command = folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
  if (command === undefined) return `${tool} is missing; install it with 'scripts/install-tools.sh'`;
  if (paths.length === 0) return `no ${subject} was found`;
  for (const batch of each ? paths.map((path) => [path]) : [paths]) {
    const { status, stdout, stderr, error } = spawnSync(command, [...args, ...batch], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) return `${command} did not start: ${error.message}`;
    if (status !== 0) return `${stdout}${stderr}`.trim() || `${command} failed with exit code ${status}`;
    if (proof !== undefined && !proof.test(stdout))
      return `${tool} found nothing to check in ${batch.join(", ")}\n${stdout}`;
  }
  return undefined;
}

try {
  for (const check of toolChecks) {
    const start = performance.now();
    let paths = [];
    let why;
    try {
      paths = check.files(join(scratch, check.tool));
      why = failure(check, paths);
    } catch (error) {
      why = `${check.subject}: ${error.message}`;
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${why === undefined ? "ok    " : "failed"} ${check.tool}: ${paths.length} × ${check.subject}, ${seconds} s`,
    );
    if (why !== undefined) {
      console.error(why);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
