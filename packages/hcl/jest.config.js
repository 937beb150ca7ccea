module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  // The Go programs inside hcl2json and hcl-tools wait for their next call for ever.
  forceExit: true,
};
