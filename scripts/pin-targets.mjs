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

/** The pinned versions. */
export const versions = values("packages/config/src/versions.ts");
const origins = values("packages/runner-image/src/origins.ts");
const architectures = ["amd64", "arm64"];

/** What the manager's image is based on. */
export const base = `${origins.base}:alpine-v${versions.gitlabRunner}`;
/** What compiles. */
export const compiler = `${origins.go}:${versions.goImage}`;
/** What builds. */
export const buildkit = `${origins.buildkit}:v${versions.buildkit}`;
/** What lets one architecture run another's programs. */
export const binfmt = `${origins.binfmt}:${versions.binfmt}`;
/** What lists the contents of a published image. */
export const sbomScanner = `${origins.sbomScanner}:${versions.sbomScanner}`;

/** Images whose digest is pinned, by reference. */
export const images = [base, compiler, buildkit, binfmt, sbomScanner];

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
