/** The image built from its Dockerfile, on stand-ins of what it starts from; needs buildah, BusyBox and Go. */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/image-test/**/*.test.ts"],
  globalSetup: "<rootDir>/image-test/global-setup.ts",
  // Two programs are compiled, which takes minutes where Go has never compiled them.
  testTimeout: 900_000,
};
