/** Of each of these an app must have one copy: a construct of another copy is not in the same tree. */
const runtimes = ["cdktf", "cdktn", "constructs"];

/**
 * Every copy of cdktf, cdktn and constructs that npm has installed, as `node_modules/cdktf: cdktn@0.24.0`: where it
 * lies, and what it really is.
 *
 * @param {{ packages: Record<string, { name?: string, version?: string }> }} lock a parsed package-lock.json
 * @returns {string[]} sorted
 */
function installedRuntimes({ packages }) {
  return Object.entries(packages)
    .map(([folder, { name, version }]) => ({ folder, called: folder.split("node_modules/").at(-1), name, version }))
    .filter(({ called, name }) => runtimes.includes(called) || runtimes.includes(name))
    .map(({ folder, called, name = called, version }) => `${folder}: ${name}@${version}`)
    .sort();
}

module.exports = { installedRuntimes };
