/** What every package has beside its code. */
const everywhere = ["LICENSE", "README.md", "package.json"];

/** Files and folders that a package has besides, and nothing else: tests, sources and settings stay at home. */
const assets = {
  "@runner-fleet/cli": ["bin"],
  "@runner-fleet/config": ["runner-fleet.schema.json"],
  "@runner-fleet/ec2-manager": ["files"],
  "@runner-fleet/hcl": ["bin", "schemas"],
  "@runner-fleet/runner-cache-chart": [
    ".helmignore",
    "Chart.yaml",
    "ci",
    "templates",
    "values.schema.json",
    "values.yaml",
  ],
  "@runner-fleet/runner-image": ["image", "pins.json"],
  "@runner-fleet/runner-manager-chart": [
    ".helmignore",
    "Chart.yaml",
    "ci",
    "files",
    "templates",
    "values.schema.json",
    "values.yaml",
  ],
  "@runner-fleet/runner-registration": ["bin"],
};

const isTest = (file) => /_test\.go$|\.test\.[cm]?[jt]s$/.test(file);

/**
 * The files that a package must be published with, by the sources in its folder.
 *
 * @param {string} name the package's name
 * @param {string[]} files what git knows or would add in the folder, relative to it
 * @returns {string[]} sorted
 */
function expectedFiles(name, files) {
  const own = assets[name] ?? [];
  const isAsset = (file) => own.some((asset) => file === asset || file.startsWith(`${asset}/`)) && !isTest(file);
  // A package with a bundle.mjs has its types file by file and its code in one.
  const isBundled = files.includes("bundle.mjs");
  const compiled = files.flatMap((file) => {
    const [, path] = /^src\/(.*)\.ts$/.exec(file) ?? [];
    if (path === undefined) return [];
    return isBundled && path !== "index" ? [`dist/${path}.d.ts`] : [`dist/${path}.js`, `dist/${path}.d.ts`];
  });
  return [...new Set([...everywhere, ...compiled, ...files.filter(isAsset)])].sort();
}

/**
 * What is wrong with the files that a package was packed with.
 *
 * @param {string} name the package's name
 * @param {{ path: string, mode: number }[]} packed as `npm pack --json` lists them
 * @param {string[]} files what git knows or would add in the package's folder, relative to it
 * @param {Record<string, string>} bin the package's commands, by their name
 * @returns {string[]} one line for each fault
 */
function contentFaults(name, packed, files, bin = {}) {
  const expected = expectedFiles(name, files);
  const paths = new Set(packed.map(({ path }) => path));
  const executable = new Set(packed.filter(({ mode }) => (mode & 0o111) === 0o111).map(({ path }) => path));
  return [
    ...expected
      .filter((path) => !paths.has(path))
      .map((path) =>
        path.startsWith("dist/")
          ? `${path}: must be in the package, and is not built; run npm run build`
          : `${path}: must be in the package, and is missing; add it, or name it under 'files' in package.json`,
      ),
    ...[...paths]
      .filter((path) => !expected.includes(path))
      .map((path) =>
        path.startsWith("dist/")
          ? `${path}: must have its source in src, and has none; run npm run build`
          : `${path}: must not be in the package; leave it out under 'files' in package.json, or list it in scripts/pack/package-contents.js`,
      ),
    ...Object.entries(bin)
      .filter(([, path]) => !executable.has(path.replace(/^\.\//, "")))
      .map(([command, path]) => `${path}: must be in the package and executable, since it is the command ${command}`),
  ];
}

module.exports = { contentFaults, expectedFiles };
