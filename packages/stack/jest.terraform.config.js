/** The synthesised stacks held against Terraform itself; needs `terraform` on the PATH and its providers. */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/terraform-test/**/*.test.ts"],
  testTimeout: 300_000,
};
