// Prints what the release builds the manager's image with, as lines for $GITHUB_ENV: by the pins, if there are any. Needs
// Node alone, so that nothing from npm runs where the image is made. A test holds it equal to what ManagerImage builds with.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { base, binfmt, buildkit, compiler, programs, sbomScanner, versions } from "./pin-targets.mjs";

const file = process.argv[2] ?? fileURLToPath(new URL("../packages/runner-image/pins.json", import.meta.url));
const pins = JSON.parse(readFileSync(file, "utf8"));
const pinned = (image) => (pins.images[image] === undefined ? image : `${image}@${pins.images[image]}`);

const buildArgs = Object.entries({
  RUNNER_VERSION: versions.gitlabRunner,
  AWS_PLUGIN_VERSION: versions.awsPlugin,
  ...Object.fromEntries(
    programs.map(({ image, architecture }) => [
      `AWS_PLUGIN_SHA256_${architecture.toUpperCase()}`,
      pins.files[`${image} linux/${architecture}`],
    ]),
  ),
  BASE_DIGEST: pins.images[base],
  GO_DIGEST: pins.images[compiler],
}).filter(([, value]) => value !== undefined);

console.log(`BUILDKIT_IMAGE=${pinned(buildkit)}`);
console.log(`BINFMT_IMAGE=${pinned(binfmt)}`);
console.log(`SBOM_GENERATOR=${pinned(sbomScanner)}`);
console.log(["BUILD_ARGS<<END", ...buildArgs.map(([name, value]) => `${name}=${value}`), "END"].join("\n"));
