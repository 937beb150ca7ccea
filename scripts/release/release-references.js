/** What stands before a release's version wherever people are told to take one: a module's address, a clone. */
const references =
  /(runner-fleet\.git\/\/terraform\/[\w-]+\?ref=v|git clone --depth 1 --branch v)\d+\.\d+\.\d+(?:-[\w.]+)?/g;

/**
 * A text in which whatever is to be taken of a release names this one.
 *
 * @param {string} text Markdown or HCL
 * @param {string} version the release
 */
const withReleaseReferences = (text, version) => text.replaceAll(references, (_, before) => before + version);

module.exports = { withReleaseReferences };
