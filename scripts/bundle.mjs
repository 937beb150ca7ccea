import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";

/**
 * Writes a package's code as one file: every call of the command loads it, and finding and reading some hundred files
 * takes longer than running them. The package's dependencies stay outside, so that all who use one of them share it.
 *
 * @param {object} options
 * @param {string} options.folder the package's folder
 * @param {string} options.entry the source that is loaded first, in the folder
 * @param {string} options.outfile the file that is written, in the folder
 * @param {string[]} [options.included] dependencies that go in nevertheless; whatever is none goes in anyway
 * @throws {Error} if a package that goes in has no licence to go with it
 */
export async function bundle({ folder, entry, outfile, included = [] }) {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    external: Object.keys(dependencies).filter((name) => !included.includes(name)),
    platform: "node",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    write: false,
  });
  const licences = packageFolders(Object.keys(metafile.inputs)).map((path) => licence(join(folder, path)));
  mkdirSync(dirname(join(folder, outfile)), { recursive: true });
  writeFileSync(join(folder, outfile), [...licences, outputFiles[0].text].join("\n"));
}

/** The packages that files are of, each once. */
function packageFolders(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)].sort();
}

function licence(folder) {
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((name) => join(folder, name)).find(existsSync);
  if (!file)
    throw new Error(`${relative(".", folder)}: must have a licence, which goes into the bundle, got no LICENSE`);
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `/*! ${name} ${version}\n${readFileSync(file, "utf8").trim()}\n*/`;
}
