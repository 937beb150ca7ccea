/** What every package has beside its code. */
const everywhere = ["LICENSE", "README.md", "package.json"];

/**
 * Files and whole folders that a package has besides, and nothing else: tests, sources and settings stay at home. What an
 * image is built from is Terraform's asset, whose name is a hash of the folder: it must be the same wherever it lies.
 */
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

/** Packages whose code is in one file, and whether each of their sources has types beside it. */
const bundled = {
  "@runner-fleet/cli": { code: "dist/main.js", hasTypes: false },
  "@runner-fleet/config": { code: "dist/index.js", hasTypes: true },
};

/** What a source is compiled to, by its path in src and without its ending. */
function compiledFiles(name, source) {
  const bundle = bundled[name];
  const code = `dist/${source}.js`;
  const types = bundle === undefined || bundle.hasTypes ? [`dist/${source}.d.ts`] : [];
  return bundle === undefined || bundle.code === code ? [code, ...types] : types;
}

/**
 * The files that a package must be published with, by the sources in its folder.
 *
 * @param {string} name the package's name
 * @param {string[]} files what git knows or would add in the folder, relative to it
 * @returns {string[]} sorted
 */
function expectedFiles(name, files) {
  const own = assets[name] ?? [];
  const isAsset = (file) => own.some((asset) => file === asset || file.startsWith(`${asset}/`));
  const compiled = files.flatMap((file) => {
    const [, source] = /^src\/(.*)\.ts$/.exec(file) ?? [];
    return source === undefined ? [] : compiledFiles(name, source);
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
