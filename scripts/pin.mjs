// `npm run pin`: looks up the digests of the images and the checksums of the files that a release is made of, and writes
// them to packages/runner-image/pins.json, or to the file that is given. It never replaces one: where something known has
// changed, nothing is written. A version that is no longer used is dropped. With --list it prints what it would look up.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { imageDigest, programChecksum } from "./pin-registry.mjs";
import { releaseChecksums } from "./pin-release.mjs";
import { images, programs, releases } from "./pin-targets.mjs";

const isList = process.argv.includes("--list");
const file =
  process.argv.slice(2).find((argument) => argument !== "--list") ??
  fileURLToPath(new URL("../packages/runner-image/pins.json", import.meta.url));
const known = JSON.parse(readFileSync(file, "utf8"));

/** What is looked up: the part of the file it belongs to, its names there, and how to find them. */
const lookUps = [
  ...images.map((image) => ({ part: "images", names: [image], find: async () => [[image, await imageDigest(image)]] })),
  ...programs.map((program) => {
    const name = `${program.image} linux/${program.architecture}`;
    return { part: "files", names: [name], find: async () => [[name, await programChecksum(program)]] };
  }),
  ...releases.map((release) => ({
    part: "files",
    names: release.files.map((name) => `${release.address}/${name}`),
    find: () => releaseChecksums(release),
  })),
];

const errors = [];
const found = { images: {}, files: {} };
if (isList) {
  for (const { names } of lookUps) for (const name of names) console.log(name);
} else {
  for (const { part, find } of lookUps) {
    try {
      for (const [name, value] of await find()) {
        const before = known[part][name];
        if (before !== undefined && before !== value) {
          errors.push(
            `${name} was ${before} and is ${value} now; find out why, and remove its line from ${file} if that is right`,
          );
        }
        found[part][name] = value;
      }
    } catch (error) {
      errors.push(error.message);
    }
  }
  if (errors.length > 0) {
    for (const error of errors) console.error(`pin: ${error}`);
    console.error(`pin: ${file} was left as it is`);
    process.exitCode = 1;
  } else {
    write();
  }
}

/** By a temporary file, so that the pins are never there in part. */
function write() {
  const sorted = Object.fromEntries(
    Object.entries(found).map(([part, pins]) => [part, Object.fromEntries(Object.entries(pins).sort())]),
  );
  const temporary = `${file}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify(sorted, null, 2)}\n`);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  const names = Object.values(sorted).flatMap((pins) => Object.keys(pins));
  const fresh = names.filter((name) => known.images[name] === undefined && known.files[name] === undefined);
  console.log(`pin: ${names.length} pinned, ${fresh.length} of them new`);
}
