/**
 * Names of the repository's own packages that some packages ask for, and of those that these need when they run.
 *
 * @param {object[]} from the package.json files to begin with
 * @param {Map<string, object>} all every package.json of the repository, by its name
 * @returns {string[]} sorted
 */
function siblingsOf(from, all) {
  const found = new Set();
  const visit = (dependencies = {}) => {
    for (const name of Object.keys(dependencies)) {
      if (all.has(name) && !found.has(name)) {
        found.add(name);
        visit(all.get(name).dependencies);
      }
    }
  };
  for (const { dependencies, devDependencies } of from) {
    visit({ ...dependencies, ...devDependencies });
  }
  return [...found].sort();
}

module.exports = { siblingsOf };
