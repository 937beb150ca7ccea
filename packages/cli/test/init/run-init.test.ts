import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createColors } from "picocolors";
import { runInit } from "../../src/init/run-init";
import type { InitOptions } from "../../src/init/init-options";
import type { Terminal } from "../../src/terminal/terminal";

let folder: string;
let out: string;
let said: string[];
let terminal: Terminal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "init-"));
  out = "";
  said = [];
  const colors = createColors(false);
  terminal = {
    out: (text) => void (out += text),
    say: (text) => void said.push(text),
    colors,
    sayColors: colors,
    columns: 80,
    isInteractive: false,
    progress: () => ({ update: () => undefined, end: () => undefined }),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const init = (options: InitOptions) => runInit({ yes: true, ...options }, terminal);

test("writes the file, and says on stderr what to do next", async () => {
  const file = join(folder, "ci.yaml");
  expect(await init({ output: file, name: "ci" })).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("\nname: ci\n");
  expect(said.slice(0, 4)).toEqual([`Wrote ${file}.`, "", "Next:", `  runner-fleet validate ${file}`]);
  expect(out).toBe("");
});

test("the file is runner-fleet.yaml where none is named", async () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(await init({})).toBe(0);
  } finally {
    process.chdir(before);
  }
  expect(readdirSync(folder)).toEqual(["runner-fleet.yaml"]);
});

test("- writes to stdout and to no file, and says nothing", async () => {
  expect(await init({ output: "-", name: "ci" })).toBe(0);
  expect(out).toContain("\nname: ci\n");
  expect(said).toEqual([]);
});

test("the same flags give the same bytes", async () => {
  await init({ output: "-" });
  const first = out;
  await init({ output: "-" });
  expect(out).toBe(first + first);
});

test("a file that is there is left alone, but with --force", async () => {
  const file = join(folder, "ci.yaml");
  writeFileSync(file, "mine\n");
  await expect(init({ output: file })).rejects.toThrow(/ci\.yaml: must not be there, .* or --force$/);
  expect(readFileSync(file, "utf8")).toBe("mine\n");
  expect(await init({ output: file, force: true })).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("name: gitlab-runner");
});

test("a person is not asked for a dozen answers that can't be written then", async () => {
  const file = join(folder, "ci.yaml");
  writeFileSync(file, "mine\n");
  await expect(runInit({ output: file }, { ...terminal, isInteractive: true })).rejects.toThrow(
    "ci.yaml: must not be there; choose another name with --output, or --force",
  );
});

test("--yes asks nothing at a terminal either", async () => {
  const file = join(folder, "ci.yaml");
  writeFileSync(file, "mine\n");
  await expect(runInit({ output: file, yes: true }, { ...terminal, isInteractive: true })).rejects.toThrow(
    "is a file with another text",
  );
});

test("what the rules refuse is refused by the flags' names, and nothing is written", async () => {
  const refused = init({ output: join(folder, "ci.yaml"), platform: "ec2", executor: "kubernetes" });
  await expect(refused).rejects.toMatchObject({
    exitCode: 2,
    message:
      '--executor: must be docker-autoscaler or instance with a platform of "ec2", which has no cluster for pods, got ' +
      '"kubernetes"; describe fleets of pods as a deployment of their own, with a platform of kubernetes',
  });
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[InitOptions, string[]]>([
  [{ idle: "11", timezone: "europe/paris" }, ["--timezone", "--idle"]],
  [{ executor: "kubernetes", kubeconfig: "a", cache: "s3" }, ["--cluster"]],
  [{ cache: "in-cluster" }, ["--cache"]],
  [{ architecture: "amd64", instanceTypes: "m7g.large,m6g.large" }, ["--instance-types", "--instance-types"]],
  [{ subnets: "" }, ["--subnets"]],
])("%j: a contradiction is told by the flags that make it", async (options, flags) => {
  const error = await init({ output: "-", ...options }).catch((refused: unknown) => refused as Error);
  expect((error as Error).message.split("\n").map((line) => line.split(":")[0])).toEqual(flags);
  expect(out).toBe("");
});

test("a warning is said and keeps nothing from being written", async () => {
  const file = join(folder, "ci.yaml");
  expect(await init({ output: file, gitlabUrl: "http://gitlab.example.com" })).toBe(0);
  expect(said[0]).toMatch(/^warning: gitlab\.url: .* \[gitlab-url-unencrypted\]$/);
  expect(readdirSync(folder)).toEqual(["ci.yaml"]);
});

test("a token is neither written nor shown", async () => {
  const token = `glrt-${"x".repeat(20)}`;
  const error = await init({ output: join(folder, "a"), image: token }).catch((refused: unknown) => refused as Error);
  expect((error as Error).message).toMatch(/^--image: must not hold a text that looks like a token/);
  expect([out, ...said, (error as Error).message].join("\n")).not.toContain(token);
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder in place of the file is told", async () => {
  mkdirSync(join(folder, "ci.yaml"));
  await expect(init({ output: join(folder, "ci.yaml"), force: true })).rejects.toThrow(
    "must be a file or not there, is a folder",
  );
});
