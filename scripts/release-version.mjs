// `node scripts/release-version.mjs v1.2.3`: prints the version to release, and fails unless the tag, the chart and its
// package name the same one. Needs Node alone: nothing is installed where charts are signed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const chart = "charts/runner-manager";
const read = (file) => readFileSync(join(fileURLToPath(new URL("..", import.meta.url)), chart, file), "utf8");

const version = /^version: (\S+)$/m.exec(read("Chart.yaml"))?.[1];
const { version: ofPackage } = JSON.parse(read("package.json"));
const tag = process.argv[2];

if (tag === `v${version}` && version === ofPackage) {
  console.log(version);
} else {
  console.error(
    `release: the tag must be v and the version in ${chart}/Chart.yaml (${version}) and package.json (${ofPackage}), ` +
      `got ${tag ?? "none"}; tag the commit that sets this version`,
  );
  process.exitCode = 1;
}
