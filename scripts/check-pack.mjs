import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { loadFaults } from "./pack/load-faults.mjs";
import { contentFaults } from "./pack/package-contents.js";
import { textFaults } from "./pack/text-faults.js";
import { typeFaults } from "./pack/type-faults.mjs";
import { unpackPackages } from "./pack/unpack-packages.mjs";
import { publishedPackages } from "./published-packages.js";
import { manifest, workspaces } from "./workspaces.mjs";

// `npm run check:pack`: packs every package as npm publishes it, and holds what is in it against what must be. Then it
// installs the packages without a registry, type-checks programs that import them, loads them and calls their commands.
// `--keep FOLDER` keeps the tarballs, which a release publishes.

/** The most faults of a package that are printed. */
const most = 20;

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options } = parseArgs({ options: { keep: { type: "string" } } });
const scratch = mkdtempSync(join(realpathSync(tmpdir()), "runner-fleet-pack-"));
const tarballs = options.keep === undefined ? join(scratch, "tarballs") : resolve(options.keep);
const app = join(scratch, "app");

/** Packs the packages and returns each with its tarball and the files in it. */
function pack(packages) {
  for (const folder of [tarballs, app]) mkdirSync(folder, { recursive: true });
  const selected = packages.map(({ folder }) => `--workspace=./${folder}`);
  const printed = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", `--pack-destination=${tarballs}`, ...selected],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "pipe"] },
  );
  const packed = new Map(JSON.parse(printed).map((each) => [each.name, each]));
  return packages.map((each) => {
    const { filename, files } = packed.get(each.manifest.name);
    return { ...each, files, tarball: join(tarballs, filename) };
  });
}

const git = (folder) =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: join(root, folder),
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "");

/** What publint, which knows how bundlers and Node read a package.json, finds in a tarball. */
async function publintFaults({ manifest, tarball }) {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball);
  const { messages } = await publint({
    level: "warning",
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) },
  });
  return messages.map((message) => `package.json: ${formatMessage(message, manifest, { color: false })}`);
}

/** What is wrong with one package. What is not there is not looked at any further. */
async function packageFaults(each, place) {
  const { folder, manifest, files } = each;
  const contents = contentFaults(manifest.name, files, git(folder), manifest.bin);
  if (contents.length > 0) return contents;
  const paths = files.map(({ path }) => path);
  const texts = paths.flatMap((path) =>
    textFaults(path, readFileSync(join(place, path), "utf8"), (map) => paths.includes(join(dirname(path), map))),
  );
  const license = readFileSync(join(place, "LICENSE"), "utf8") === readFileSync(join(root, "LICENSE"), "utf8");
  return [
    ...texts,
    ...(license ? [] : ["LICENSE: must be the repository's, and differs; copy it"]),
    ...(await publintFaults(each)),
    ...loadFaults(app, place, manifest, paths),
  ];
}

function report(subject, faults, good) {
  if (faults.length === 0) {
    console.log(`ok     ${subject}: ${good}`);
    return;
  }
  const more = faults.length > most ? [`and ${faults.length - most} more`] : [];
  console.error([`failed ${subject}:`, ...faults.slice(0, most), ...more].join("\n  "));
  process.exitCode = 1;
}

try {
  const all = workspaces(root).map((folder) => ({ folder, manifest: manifest(join(root, folder)) }));
  const packages = pack(publishedPackages(all));
  if (packages.length === 0) throw new Error("there must be a package to publish, got none");
  const places = unpackPackages(root, packages, app);
  for (const each of packages) {
    const faults = await packageFaults(each, places.get(each.manifest.name));
    report(each.manifest.name, faults, `${each.files.length} files`);
  }
  const imported = packages.filter(({ manifest }) => manifest.exports?.["."] !== undefined);
  const types = typeFaults(
    app,
    imported.map(({ manifest }) => manifest.name),
  );
  report("types", types, `${imported.length} packages, as Node and as a bundler find them`);
} catch (error) {
  console.error(`failed check:pack: ${error.message}\n${error.stderr ?? ""}`.trimEnd());
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
