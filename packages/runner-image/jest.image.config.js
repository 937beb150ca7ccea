/**
 * What gets into the image, for real: the supervisor, which needs Go, and the image built from its Dockerfile on stand-ins
 * of what it starts from, which needs buildah and BusyBox too.
 */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/image-test/**/*.test.ts"],
  // Programs are compiled, which takes minutes where Go has never compiled them.
  testTimeout: 900_000,
  // A compiler keeps two processors busy by itself.
  maxWorkers: 1,
};
