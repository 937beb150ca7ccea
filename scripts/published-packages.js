/**
 * The packages that npm publishes, so that none comes before one that it needs.
 *
 * @param {{ folder: string, manifest: object }[]} workspaces every workspace with its package.json
 * @returns {{ folder: string, manifest: object }[]} those that are not private, dependencies first, else by name
 * @throws {Error} if packages need each other in a circle, or one needs a private one or another version
 */
function publishedPackages(workspaces) {
  const all = new Map(workspaces.map((each) => [each.manifest.name, each]));
  const ordered = new Map();
  const add = (each, from) => {
    const { name, dependencies = {} } = each.manifest;
    if (ordered.has(name)) return;
    if (from.includes(name))
      throw new Error(`${each.folder}: must not need itself, got ${[...from, name].join(" → ")}`);
    for (const needed of Object.keys(dependencies).sort()) {
      const sibling = all.get(needed);
      if (sibling === undefined) continue;
      refuseUnusable(each, sibling);
      add(sibling, [...from, name]);
    }
    ordered.set(name, each);
  };
  const published = workspaces.filter(({ manifest }) => manifest.private !== true);
  for (const each of published.sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))) add(each, []);
  return [...ordered.values()];
}

function refuseUnusable({ folder, manifest: { dependencies } }, { manifest: { name, version, private: isPrivate } }) {
  if (isPrivate === true) {
    throw new Error(
      `${folder}/package.json: '${name}' is private, so nobody could install this package; publish it too`,
    );
  }
  if (dependencies[name] !== version) {
    throw new Error(`${folder}/package.json: '${name}' must be ${version}, its own version, got ${dependencies[name]}`);
  }
}

module.exports = { publishedPackages };
