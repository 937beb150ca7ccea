/** The chart held against a real control plane; needs `kubectl` on the PATH and a cluster of its own in KUBECONFIG. */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/cluster-test/**/*.test.ts"],
  globalSetup: "<rootDir>/cluster-test/global-setup.ts",
  globalTeardown: "<rootDir>/cluster-test/global-teardown.ts",
  testTimeout: 120_000,
  // All test files have one cluster, and count what is in it.
  maxWorkers: 1,
};
