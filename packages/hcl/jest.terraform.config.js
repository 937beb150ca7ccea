/** HCL and JSON held against each other by Terraform itself; needs `terraform` on the PATH, and no provider. */
module.exports = {
  ...require("../../jest.preset.js"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/terraform-test/**/*.test.ts"],
  testTimeout: 300_000,
};
