const { appChanges, replacedCli } = require("./app-changes");

/**
 * Adds packages by name to those there are.
 *
 * @throws {Error} if one of them is there in another version
 */
function add(all, more, from) {
  for (const [name, version] of Object.entries(more)) {
    if (all[name] !== undefined && all[name] !== version) {
      throw new Error(`${from}: '${name}' must be ${all[name]} as elsewhere, got ${version}; use one version`);
    }
    all[name] = version;
  }
}

/**
 * package.json of one app that can run every example, after the move to cdktn.
 *
 * It has no CLI: cdktf-cli's and cdktn-cli's part in a synthesis is to run the app, and the latter needs Node 22.
 *
 * @param {object[]} examples the examples' own package.json files
 * @param {Record<string, string>} packed where each of our packages was packed, by its name
 * @param {Record<string, string>} tools what else is needed, by its name with its version
 */
function appManifest(examples, packed, tools) {
  const dependencies = { ...tools };
  for (const { name, dependencies: own, devDependencies } of examples) {
    add(dependencies, { ...own, ...devDependencies }, name);
  }
  delete dependencies[replacedCli];
  return {
    private: true,
    dependencies: {
      ...dependencies,
      ...Object.fromEntries(Object.entries(packed).map(([name, file]) => [name, `file:${file}`])),
      ...appChanges.dependencies,
    },
    overrides: appChanges.overrides,
  };
}

module.exports = { appManifest };
