import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

// Synthesises the example in whose folder it is called, keeps its files for people in rendered/, and says what was
// written and what it comes to.

rmSync("cdktf.out", { recursive: true, force: true });
try {
  await import(pathToFileURL("main.ts").href);
} catch (error) {
  console.error(error instanceof Error && error.name === "ConfigError" ? error.message : error);
  process.exit(1);
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly synthesizedStackPath: string; readonly workingDirectory: string }>
  >;
}

const manifest = JSON.parse(readFileSync("cdktf.out/manifest.json", "utf8")) as Manifest;
const written: string[] = [];
const warnings: string[] = [];
rmSync("rendered", { recursive: true, force: true });
for (const { synthesizedStackPath, workingDirectory, annotations } of Object.values(manifest.stacks)) {
  warnings.push(...annotations.map(({ message }) => message));
  written.push(join("cdktf.out", synthesizedStackPath));
  const rendered = join("cdktf.out", workingDirectory, "rendered");
  cpSync(rendered, "rendered", { recursive: true });
  written.push(...readdirSync("rendered").map((file) => join("rendered", file)));
}

const repository = join(import.meta.dirname, "..");
const lines = written.map((file) => ({ path: relative(repository, file), size: statSync(file).size }));
const width = Math.max(...lines.map(({ path }) => path.length));
for (const { path, size } of lines) {
  console.log(`${path.padEnd(width)}  ${String(size).padStart(7)} bytes`);
}
console.log(readFileSync("rendered/fleets.txt", "utf8").trimEnd());
for (const warning of warnings) {
  console.log(`warning: ${warning}`);
}
