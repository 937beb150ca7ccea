import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { markdownTable } from "./markdown-table.mjs";
import { median } from "./median.mjs";

// Measures how long a person waits for the command, beside the commands that they would else call. Each is called in
// turn, so that whatever else the machine does meanwhile falls on all of them alike.

const ROUNDS = 9;
const { describe, fleet } = createRequire(import.meta.url)("./cases/description.js");
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "runner-fleet-bench-"));
const ours = [process.execPath, join(root, "packages/cli/bin/runner-fleet.js")];

const cases = [
  { title: "node -e 0", call: [process.execPath, "-e", "0"] },
  { title: "runner-fleet --help", call: [...ours, "--help"] },
  { title: "cdktf --help", call: [join(root, "node_modules/.bin/cdktf"), "--help"] },
  { title: "runner-fleet validate, 1 fleet", call: [...ours, "validate", "one.json"] },
  { title: "runner-fleet validate, 200 fleets", call: [...ours, "validate", "many.json"] },
  { title: "runner-fleet synth, 1 fleet", call: [...ours, "synth", "one.json", "-o", "synthesised"] },
  { title: "terraform validate, of the HCL of 1 fleet", call: ["terraform", "validate"], in: "terraform" },
];

try {
  const many = Array.from({ length: 200 }, (_, index) => [`linux-${index}`, fleet()]);
  writeFileSync(join(folder, "one.json"), JSON.stringify(describe({ linux: fleet() })));
  writeFileSync(join(folder, "many.json"), JSON.stringify(describe(Object.fromEntries(many))));
  called([...ours, "synth", "one.json", "-o", "terraform"]);
  called(["terraform", "init", "-backend=false"], "terraform");
  const samples = cases.map(() => []);
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`round ${round} of ${ROUNDS}\n`);
    cases.forEach(({ call, in: where }, index) => samples[index].push(called(call, where)));
  }
  const [bare] = samples.map(median);
  const rows = samples.map((times, index) => [
    cases[index].title,
    `${(median(times) / 1000).toFixed(2)} s`,
    `${(median(times) / bare).toFixed(1)} ×`,
  ]);
  console.log(markdownTable([`Median of ${ROUNDS}`, "Time", "to bare Node.js"], rows));
} finally {
  rmSync(folder, { recursive: true });
}

/** How long a whole process took, in milliseconds. */
function called([command, ...args], where = ".") {
  const begin = performance.now();
  const { status, error, stderr } = spawnSync(command, args, { cwd: join(folder, where), encoding: "utf8" });
  if (error !== undefined || status !== 0) {
    throw new Error(`${[command, ...args].join(" ")} failed: ${error?.message ?? stderr}`);
  }
  return performance.now() - begin;
}
