/**
 * A text in which every address of one of our Terraform modules names a release.
 *
 * @param {string} text Markdown or HCL
 * @param {string} version the release
 */
const withModuleReferences = (text, version) =>
  text.replaceAll(
    /(runner-fleet\.git\/\/terraform\/[\w-]+\?ref=v)\d+\.\d+\.\d+(?:-[\w.]+)?/g,
    (_, address) => address + version,
  );

module.exports = { withModuleReferences };
