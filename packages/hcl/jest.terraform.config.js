/** The tests that need Terraform: `npx jest --config packages/hcl/jest.terraform.config.js`. No provider is needed. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/terraform-test/**/*.test.ts"],
  testTimeout: 300_000,
};
