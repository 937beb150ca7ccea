/** The chart with a manager that really runs; needs Docker and a kind cluster besides what the cluster's tests need. */
module.exports = {
  ...require("./jest.cluster.config.js"),
  testMatch: ["<rootDir>/kind-test/**/*.test.ts"],
  // Images are pulled, and the kubelet reads a changed ConfigMap within two minutes.
  testTimeout: 600_000,
};
