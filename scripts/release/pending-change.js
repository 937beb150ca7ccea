const { parse } = require("yaml");

/**
 * A change that waits for its release: a file of the folder .changeset.
 *
 * @param {string} path the file's path, for the message
 * @param {string} text the file's text
 * @returns {{ size: "major" | "minor" | "patch", packages: string[], summary: string }} what it asks for of any package,
 * the packages it names without their scope, sorted, and what it says
 * @throws {Error} if it is not of that form, or says nothing
 */
function pendingChange(path, text) {
  const [, head = "", summary = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text.replaceAll("\r\n", "\n")) ?? [];
  const sizes = Object.values(parse(head) ?? {});
  const size = ["major", "minor", "patch"].find((each) => sizes.includes(each));
  if (size === undefined) {
    throw new Error(
      `${path}: must name a package with major, minor or patch, and does not; write it with 'npm run changeset'`,
    );
  }
  if (summary.trim() === "") {
    throw new Error(
      `${path}: must say what changes for whoever uses it, and says nothing; write it below the second ---`,
    );
  }
  const packages = Object.keys(parse(head)).map((name) => name.replace(/^@[^/]+\//, ""));
  return { size, packages: packages.sort(), summary: summary.trim() };
}

module.exports = { pendingChange };
