/** What `npm run test:terraform` runs. */
module.exports = {
  projects: ["<rootDir>/packages/stack/jest.terraform.config.js", "<rootDir>/packages/hcl/jest.terraform.config.js"],
  // A Terraform keeps two processors busy by itself.
  maxWorkers: 1,
};
