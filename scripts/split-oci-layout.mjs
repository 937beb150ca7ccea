// `node scripts/split-oci-layout.mjs <folder> <architecture>…`: makes of an OCI layout that holds one image for several
// architectures a layout for each of them, <folder>-<architecture>, for tools that look at one image at a time. The bytes
// are those of the original: all layouts share its blobs. An architecture that is missing is an error, and so is another.
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [folder, ...wanted] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));

/** Says what is wrong in one line, and ends. */
function fail(reason) {
  console.error(`split-oci-layout: ${folder}: ${reason}`);
  process.exit(1);
}

const entries = json("index.json").manifests;
if (entries.length !== 1) fail(`index.json must have one entry, got ${entries.length}`);
const { manifests } = json(`blobs/${entries[0].digest.replace(":", "/")}`);
// What attests to an image has no architecture of its own.
const images = manifests.filter(({ annotations }) => annotations?.["vnd.docker.reference.type"] === undefined);
const found = images.map(({ platform }) => platform.architecture).sort();
if (found.join() !== wanted.sort().join()) fail(`the image must be for ${wanted.join(", ")}, got ${found.join(", ")}`);

for (const image of images) {
  const part = `${folder}-${image.platform.architecture}`;
  mkdirSync(part);
  symlinkSync(join("..", basename(folder), "blobs"), join(part, "blobs"));
  copyFileSync(join(folder, "oci-layout"), join(part, "oci-layout"));
  writeFileSync(join(part, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [image] }));
}
