import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { markdownTable } from "./markdown-table.mjs";
import { median } from "./median.mjs";

// Measures every case in turn, so that whatever else the machine does meanwhile falls on all of them alike.

const ROUNDS = 5;
const folder = import.meta.dirname;
const cases = {
  one: { file: "cases/one-fleet.js", title: "1 fleet" },
  hundred: { file: "cases/hundred-fleets.js", title: "100 fleets" },
  // aws-cdk-lib holds every template against its rules for CloudFormation; on its own that is most of what it does.
  peer: { file: "cases/peer.js", title: "peer", env: { CDK_VALIDATION: "true" } },
  unvalidated: { file: "cases/peer.js", title: "peer, not validated", env: { CDK_VALIDATION: "false" } },
};

installPeer();
const output = mkdtempSync(join(tmpdir(), "runner-fleet-bench-"));
try {
  const names = Object.keys(cases);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const name of names) {
      process.stderr.write(`round ${round} of ${ROUNDS}: ${cases[name].title}\n`);
      samples[name].push(runCase(cases[name], join(output, `${name}-${round}`)));
    }
  }
  console.log(report(samples));
} finally {
  rmSync(output, { recursive: true });
}

/** npm writes its own list of what it installed; a lock file that is newer has not been installed. */
function installPeer() {
  const installed = join(folder, "node_modules/.package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("npm ci in bench/ failed; its output is above");
}

/** A whole process from its start to its end, as whoever calls it waits for it. */
function runCase({ file, env }, outdir) {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env, BENCH_OUTPUT: outdir },
  });
  const wallMs = performance.now() - begin;
  if (status !== 0) throw new Error(`${file} failed:\n${stderr}`);
  return { wallMs, ...JSON.parse(stdout.trim().split("\n").at(-1)) };
}

function report(samples) {
  const of = (name, key) => median(samples[name].map((sample) => sample[key]));
  const measures = [
    ["Whole process, time", "wallMs", (ms) => `${(ms / 1000).toFixed(2)} s`],
    ["Whole process, peak memory", "peakBytes", (bytes) => `${(bytes / 1e6).toFixed(0)} MB`],
    ["Construct and synthesise alone, time", "synthesisMs", (ms) => `${(ms / 1000).toFixed(2)} s`],
  ];
  const table = markdownTable(
    [
      `Median of ${ROUNDS}`,
      ...Object.values(cases).map(({ title }) => title),
      "peer to 1 fleet",
      "peer, not validated, to 1 fleet",
      "100 fleets to 1",
    ],
    measures.map(([title, key, format]) => [
      title,
      ...Object.keys(cases).map((name) => format(of(name, key))),
      ...["peer", "unvalidated", "hundred"].map((name) => `${(of(name, key) / of("one", key)).toFixed(1)} ×`),
    ]),
  );
  return `${table}\n\n${machine()}`;
}

function machine() {
  const version = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;
  const [{ model }, ...others] = cpus();
  return [
    `Node.js ${process.version}, ${process.platform} ${process.arch}, ${others.length + 1} × ${model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB.`,
    `runner-fleet ${version("@runner-fleet/stack")} with cdktf ${version("cdktf")};`,
    `@pepperize/cdk-autoscaling-gitlab-runner ${version("@pepperize/cdk-autoscaling-gitlab-runner")} with aws-cdk-lib ${version("aws-cdk-lib")}.`,
  ].join("\n");
}
