/** What every package's jest.config.js starts from: sources through swc, siblings from source, no build needed. */
module.exports = {
  testEnvironment: "node",
  testEnvironmentOptions: { customExportConditions: ["@runner-fleet/source", "node", "require", "default"] },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // Siblings resolve to their TypeScript through a symbolic link, so the path never holds node_modules twice.
  transformIgnorePatterns: ["/node_modules/"],
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testTimeout: 60_000,
  restoreMocks: true,
};
