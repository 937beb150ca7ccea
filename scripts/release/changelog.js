/** The headings of a release, by the size of the changes below them. */
const headings = { major: "Breaking", minor: "New and changed", patch: "Mended" };

const itemOf = ({ packages, summary }) =>
  `- ${summary.replaceAll("\n", "\n  ").replaceAll(/^ +$/gm, "")} (${packages.join(", ")})`;

/**
 * The changelog with one release more.
 *
 * @param {string} changelog the text so far
 * @param {string} version the release
 * @param {object[]} changes as `pendingChange` gives them, in the order to be written
 * @returns {string} with the release above those before it
 * @throws {Error} if the changelog has that release, or no release at all
 */
function withRelease(changelog, version, changes) {
  if (changelog.includes(`\n## ${version}\n`)) {
    throw new Error(
      `CHANGELOG.md: must not have ${version} yet, and has; remove that section or release another version`,
    );
  }
  const at = changelog.search(/^## /m);
  if (at === -1) throw new Error("CHANGELOG.md: must have a section '## <version>' for each release, got none");
  const sections = Object.entries(headings).flatMap(([size, heading]) => {
    const items = changes.filter((change) => change.size === size).map(itemOf);
    return items.length === 0 ? [] : [`### ${heading}\n\n${items.join("\n")}\n`];
  });
  return `${changelog.slice(0, at)}## ${version}\n\n${sections.join("\n")}\n${changelog.slice(at)}`;
}

module.exports = { withRelease };
