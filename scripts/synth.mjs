import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { manifest, workspaces } from "./workspaces.mjs";

// Synthesises every example and prints what each of them said, cached or not, without turbo's and npm's own lines.

const { status, stdout, error } = spawnSync("turbo", ["run", "synth", "--ui=stream", "--output-logs=errors-only"], {
  encoding: "utf8",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  stdio: ["ignore", "pipe", "inherit"],
});

if (error !== undefined) {
  console.error(
    `turbo did not start (${error.message}); install the dependencies with 'npm ci' and call 'npm run synth'`,
  );
  process.exitCode = 1;
} else if (status !== 0) {
  console.error(stdout);
  process.exitCode = 1;
} else {
  for (const folder of workspaces(".")) {
    const log = `${folder}/.turbo/turbo-synth.log`;
    if (manifest(folder).scripts?.synth === undefined || !existsSync(log)) continue;
    const said = readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => !/^(> |npm warn )/.test(line))
      .join("\n");
    console.log(`${said.trim()}\n`);
  }
}
