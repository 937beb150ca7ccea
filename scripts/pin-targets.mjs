import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The lines `name: "value",` of a TypeScript file, since nothing may have to be compiled where pins are looked up. */
const values = (path) =>
  Object.fromEntries(
    [...readFileSync(join(root, path), "utf8").matchAll(/^ {2}(\w+): "(.+)",$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
const versions = values("packages/config/src/versions.ts");
const origins = values("packages/runner-image/src/origins.ts");
const architectures = ["amd64", "arm64"];

/** Images whose digest is pinned, by reference. */
export const images = [
  `${origins.base}:alpine-v${versions.gitlabRunner}`,
  `${origins.buildkit}:v${versions.buildkit}`,
  `${origins.go}:${versions.goImage}`,
  `${origins.sbomScanner}:${versions.sbomScanner}`,
];

/** Programs whose checksum is pinned as they lie in an image: the fleeting plugin, as the runner installs it. */
export const programs = architectures.map((architecture) => ({
  image: `${origins.pluginRegistry}/aws:${versions.awsPlugin}`,
  architecture,
  path: "plugin/plugin",
}));

/** Releases of which files are pinned: each has a list of checksums beside its files. */
export const releases = [
  {
    address: `${origins.pluginReleases}/v${versions.awsPlugin}/downloads`,
    files: architectures.map((architecture) => `fleeting-plugin-aws-linux-${architecture}`),
  },
  {
    address: `${origins.runnerReleases}/v${versions.gitlabRunner}`,
    files: architectures.map((architecture) => `binaries/gitlab-runner-linux-${architecture}`),
  },
];
