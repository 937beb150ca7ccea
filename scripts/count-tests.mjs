import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { manifest, workspaces } from "./workspaces.mjs";

// Adds up what the test runs of all workspaces left behind and prints `N passed, N failed` as its last line.
//
//   node scripts/count-tests.mjs [--clear] [root]
//
// `npm test` leaves .test-results.json in each workspace; a run of other tests may leave
// .test-results.<name>.json beside it. With --clear they are removed instead, so that no old result is counted.

const clear = process.argv.includes("--clear");
const root = process.argv.slice(2).find((argument) => argument !== "--clear") ?? ".";

const total = { passed: 0, failed: 0 };
const faults = [];

for (const folder of workspaces(root)) {
  const files = readdirSync(join(root, folder)).filter((name) => /^\.test-results(\.[a-z-]+)?\.json$/.test(name));
  if (clear) {
    for (const name of files) rmSync(join(root, folder, name));
    continue;
  }
  if (
    manifest(join(root, folder)).scripts?.test !== undefined &&
    !existsSync(join(root, folder, ".test-results.json"))
  ) {
    faults.push(`${folder}: its tests left no .test-results.json; run 'npm test' and read what stopped it`);
  }
  for (const name of files) {
    const result = JSON.parse(readFileSync(join(root, folder, name), "utf8"));
    const skipped = result.numPendingTests + result.numTodoTests;
    total.passed += result.numPassedTests;
    // A file that does not even load has no tests that could fail; it counts as one.
    total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    if (skipped > 0) faults.push(`${folder}: ${skipped} tests were skipped; write them or remove them`);
    for (const { name: file, status } of result.testResults) {
      if (status === "failed") faults.push(`${file}: failed`);
    }
  }
}

if (!clear) {
  if (total.passed === 0) faults.push("no test has passed");
  for (const fault of faults) console.error(fault);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = faults.length > 0 || total.failed > 0 ? 1 : 0;
}
