import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compareExample } from "./cdktn/compare-example.mjs";
import { installApp } from "./cdktn/install-app.mjs";
import { workspaces } from "./workspaces.mjs";

// `npm run check:cdktn`: moves every example to cdktn as docs/leaving-cdktf.md says, and holds what it synthesises then
// against what cdktf synthesises. Needs npm's registry, and the packages built.

/** The most differences of an example that are printed. */
const most = 20;

const root = fileURLToPath(new URL("..", import.meta.url));
const examples = workspaces(root).filter((folder) => existsSync(join(root, folder, "cdktf.json")));
const app = mkdtempSync(join(realpathSync(tmpdir()), "runner-fleet-cdktn-"));

/** Compares one example, and says in a line what came of it. */
async function check(example) {
  const { compared, found } = await compareExample(root, app, example);
  if (found.length > 0) {
    const more = found.length > most ? [`and ${found.length - most} more`] : [];
    throw new Error([`differences: ${found.length}, in ${compared}`, ...found.slice(0, most), ...more].join("\n"));
  }
  return `the same, ${compared}`;
}

/** Type-checks all examples at once: most of the time goes into the types of the providers, which they share. */
function checkTypes() {
  execFileSync(join(app, "node_modules/.bin/tsc"), { cwd: app, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return "each example fits them";
}

/** Prints what a check says or why it fails; the next one runs in any case. */
async function report(subject, run) {
  try {
    console.log(`ok     ${subject}: ${await run()}`);
  } catch (error) {
    console.error(`failed ${subject}: ${error.message}\n${error.stdout ?? ""}`.trimEnd());
    process.exitCode = 1;
  }
}

try {
  if (examples.length === 0) throw new Error("there must be an example with a cdktf.json, got none");
  installApp(root, examples, app);
  for (const example of examples) {
    await report(example, () => check(example));
  }
  await report("cdktn's types", checkTypes);
} catch (error) {
  console.error(`failed check:cdktn: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(app, { recursive: true, force: true });
}
