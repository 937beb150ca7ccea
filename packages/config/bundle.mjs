import { build } from "esbuild";

// One file in place of some four hundred: every call of the command loads this package, and finding and reading the files
// would take longer than running them. Types stay as tsc writes them.
await build({
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  logLevel: "warning",
});
