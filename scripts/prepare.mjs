import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

// npm runs this after an install. It builds the packages, unless the tools that build were left out on purpose
// (npm ci --omit=dev), in which case there is nothing to build with.
const require = createRequire(import.meta.url);
let turbo;
try {
  turbo = require.resolve("turbo/bin/turbo");
  require.resolve("typescript");
} catch {
  console.log("runner-fleet: nothing built, since the devDependencies are not installed");
}
if (turbo !== undefined) {
  const { status } = spawnSync(process.execPath, [turbo, "run", "build", "--output-logs=errors-only"], {
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}
