import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createColors } from "picocolors";
import { parse } from "yaml";
import { runImport, type ImportOptions } from "../../src/import/run-import";
import type { Terminal } from "../../src/terminal/terminal";

const CONFIG = `concurrent = 4
[[runners]]
name = "linux"
url = "https://gitlab.example.com"
token = "glrt-abcdefghijklmnopqrst"
executor = "docker-autoscaler"
[runners.docker]
image = "alpine:3.22"
[runners.autoscaler]
plugin = "aws"
max_use_count = 1
max_instances = 4
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runner-fleet-import-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(options: Partial<ImportOptions> = {}, config = CONFIG) {
  const file = join(folder, "config.toml");
  writeFileSync(file, config);
  const out: string[] = [];
  const said: string[] = [];
  const terminal: Terminal = {
    out: (text) => out.push(text),
    say: (text) => said.push(`${text}\n`),
    colors: createColors(false),
    sayColors: createColors(true),
    columns: 80,
    isInteractive: false,
    progress: () => ({ update: () => undefined, end: () => undefined }),
  };
  const code = await runImport({ file, force: false, ...options }, terminal);
  return { code, out: out.join(""), said: said.join("") };
}

test("the description goes to stdout and the report to stderr, each in its colours", async () => {
  const { code, out, said } = await run();
  expect(code).toBe(0);
  expect(parse(out)).toMatchObject({ fleets: { linux: { maxInstances: 4 } } });
  expect(said).toMatch(/^\u001b\[33mneeds a decision \(\d+\)\u001b\[39m\n/);
  expect(out + said).not.toContain("glrt-");
});

test("with a file for the description, the report goes to stdout", async () => {
  const output = join(folder, "runner-fleet.yaml");
  const { code, out, said } = await run({ output });
  expect(code).toBe(0);
  expect(parse(readFileSync(output, "utf8"))).toMatchObject({ fleets: { linux: { maxInstances: 4 } } });
  expect(out).toMatch(/^needs a decision \(\d+\)\n/);
  expect(said).toBe("");
});

test("the report can be JSON", async () => {
  const { out } = await run({ output: join(folder, "runner-fleet.yaml"), report: "json" });
  expect(JSON.parse(out)).toMatchObject({ counts: { changed: 1 } });
  const { said } = await run({ report: "json" });
  expect(JSON.parse(said)).toMatchObject({ counts: { changed: 1 } });
});

test("what the manager is to run on can be said", async () => {
  const { out } = await run({ platform: "fargate" });
  expect(parse(out)).toMatchObject({ manager: { platform: "fargate" } });
});

test("a file with another text is left alone unless force is given", async () => {
  const output = join(folder, "runner-fleet.yaml");
  writeFileSync(output, "mine\n");
  await expect(run({ output })).rejects.toThrow(/runner-fleet\.yaml: must not be there, is a file with another text/);
  expect(readFileSync(output, "utf8")).toBe("mine\n");
  await run({ output, force: true });
  expect(readFileSync(output, "utf8")).toContain("fleets:");
});

test("a config.toml that can't be read ends it, and nothing is written", async () => {
  const output = join(folder, "runner-fleet.yaml");
  await expect(run({ output }, "[[runners]\n")).rejects.toThrow(/config\.toml:1:\d+: must be TOML: /);
  await expect(run({ output }, '[[runners]]\nexecutor = "ssh"\n')).rejects.toThrow(/must have a runner/);
  await expect(run({ output, file: join(folder, "missing.toml") })).rejects.toThrow(/missing\.toml: can't be read/);
  expect(readdirSync(folder)).toEqual(["config.toml"]);
});
