const { isUtf8 } = require("node:buffer");
const { readdirSync, readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");

/**
 * What an app has synthesised.
 *
 * @param {string} outdir its cdktf.out
 * @returns {{ version: string, stacks: object[], files: Record<string, unknown> }} the version of the runtime, the
 *   parsed stacks, and every file by its path: parsed if the runtime wrote it, else its text. The runtime's version is
 *   in none of the files, since it is the one thing in which two runtimes must differ.
 */
function readSynthesis(outdir) {
  const texts = Object.fromEntries(
    readdirSync(outdir, { recursive: true })
      .filter((file) => statSync(join(outdir, file)).isFile())
      .map((file) => [file, textOf(readFileSync(join(outdir, file)))]),
  );
  const { version, ...manifest } = JSON.parse(texts["manifest.json"]);
  const stacks = Object.values(manifest.stacks).map(({ synthesizedStackPath }) => synthesizedStackPath);
  const parsed = Object.fromEntries(stacks.map((file) => [file, withoutVersion(JSON.parse(texts[file]))]));
  return { version, stacks: Object.values(parsed), files: { ...texts, ...parsed, "manifest.json": manifest } };
}

const textOf = (bytes) => bytes.toString(isUtf8(bytes) ? "utf8" : "base64");

function withoutVersion(document) {
  delete document["//"]?.metadata?.version;
  return document;
}

module.exports = { readSynthesis };
