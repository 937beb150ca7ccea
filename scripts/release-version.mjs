// `node scripts/release-version.mjs v1.2.3`: prints the version to release, and fails unless the tag, the packages, the
// charts and the changelog name the same one. Needs Node alone: nothing is installed where charts are signed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { manifest, workspaces } from "./workspaces.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const firstIn = (path, pattern) => pattern.exec(readFileSync(join(root, path), "utf8"))?.[1];

const named = [
  ...[".", ...workspaces(root)].map((folder) => ({
    place: join(folder, "package.json"),
    version: manifest(join(root, folder)).version,
  })),
  ...readdirSync(join(root, "charts")).map((name) => ({
    place: `charts/${name}/Chart.yaml`,
    version: firstIn(`charts/${name}/Chart.yaml`, /^version: (\S+)$/m),
  })),
  { place: "CHANGELOG.md", version: firstIn("CHANGELOG.md", /^## (\S+)$/m) },
];
const tag = process.argv[2];
const versions = new Map();
for (const { place, version } of named) versions.set(version, [...(versions.get(version) ?? []), place]);

const [[version]] = versions;
if (versions.size === 1 && tag === `v${version}`) {
  console.log(version);
} else {
  const found = [...versions].map(([each, places]) => `${each ?? "none"} in ${places.join(", ")}`).join("; ");
  console.error(
    `release: the tag must be v and the version that everything has, got ${tag ?? "none"}, and ${found}; ` +
      "run 'npm run version' and tag the commit of what it writes",
  );
  process.exitCode = 1;
}
