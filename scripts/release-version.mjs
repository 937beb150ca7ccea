// `node scripts/release-version.mjs v1.2.3`: prints the version to release, and fails unless the tag, the charts and their
// packages name the same one. Needs Node alone: nothing is installed where charts are signed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const charts = ["charts/runner-cache", "charts/runner-manager"];
const read = (path) => readFileSync(join(fileURLToPath(new URL("..", import.meta.url)), path), "utf8");

const named = charts.flatMap((chart) => [
  { place: `${chart}/Chart.yaml`, version: /^version: (\S+)$/m.exec(read(`${chart}/Chart.yaml`))?.[1] },
  { place: `${chart}/package.json`, version: JSON.parse(read(`${chart}/package.json`)).version },
]);
const tag = process.argv[2];

if (named.every(({ version }) => tag === `v${version}`)) {
  console.log(named[0].version);
} else {
  const places = named.map(({ place, version }) => `${place} (${version})`).join(", ");
  console.error(
    `release: the tag must be v and the version in each of ${places}, got ${tag ?? "none"}; tag the commit that sets this version`,
  );
  process.exitCode = 1;
}
