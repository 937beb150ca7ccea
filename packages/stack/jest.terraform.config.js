/** The synthesised stacks held against Terraform itself; needs `terraform` on the PATH and its providers. */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/terraform-test/**/*.test.ts"],
  // A module has some hundred runs of its own, each of which is a plan.
  testTimeout: 900_000,
};
