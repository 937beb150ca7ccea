const { stringify } = require("yaml");

/** What Artifact Hub calls changes of each size. */
const kinds = { major: "changed", minor: "changed", patch: "fixed" };

/**
 * A Chart.yaml with the version of a release, and with what that changed as Artifact Hub shows it.
 *
 * @param {string} path the file's path, for the message
 * @param {string} text its text, whose last key is the annotation `artifacthub.io/changes`
 * @param {string} version the release
 * @param {object[]} changes those of this chart, as `pendingChange` gives them
 * @throws {Error} if the text has no version, or the annotation is not its last key
 */
function withChartRelease(path, text, version, changes) {
  const [, before, after] =
    /^([^]*^version: )\S+(\n[^]*\n {2}artifacthub\.io\/changes: \|\n)(?: {4}.*\n)+$/m.exec(text) ?? [];
  if (before === undefined) {
    throw new Error(
      `${path}: must have a 'version', and 'artifacthub.io/changes: |' as the last of its annotations; write both`,
    );
  }
  const listed =
    changes.length > 0
      ? changes.map(({ size, summary }) => ({ kind: kinds[size], description: summary.replaceAll(/\s+/g, " ") }))
      : [{ kind: "changed", description: "Nothing of the chart itself; it is released along with the packages" }];
  const annotation = stringify(listed, { lineWidth: 0 }).trimEnd().replaceAll(/^/gm, "    ");
  return `${before}${version}${after}${annotation}\n`;
}

module.exports = { withChartRelease };
