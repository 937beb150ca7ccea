import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../../src/command/run";

const main = join(__dirname, "../../src/command/main.ts");
const corpus = join(__dirname, "../corpus/example-eks-docker-autoscaler.json");

const home = process.cwd();
let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
  const build = join(work, "stack/assets/Image_1/build.sh");
  mkdirSync(join(build, ".."), { recursive: true });
  writeFileSync(build, "#!/bin/sh\n", { mode: 0o755 });
  cpSync(corpus, join(work, "stack/cdk.tf.json"));
  process.chdir(work);
});
afterEach(() => {
  process.chdir(home);
  rmSync(work, { recursive: true });
});

/** Runs the command in the folder, in this process. */
function hcl(...args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const status = run(args, {
    out: (text) => (said.stdout += `${text}\n`),
    error: (text) => (said.stderr += `${text}\n`),
  });
  return { status, ...said };
}
const edit = (change: (document: Record<string, unknown>) => void) => {
  const file = join(work, "stack/cdk.tf.json");
  const document = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  change(document);
  writeFileSync(file, JSON.stringify(document));
};
const text = (name: string) => readFileSync(join(work, name), "utf8");

test("a stack is written to a folder, with the assets that it refers to", () => {
  const { status, stdout, stderr } = hcl("stack", "-o", "out");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(stderr).toMatch(/^wrote cache\.tf, .*versions\.tf and 1 files of its assets to out\nno backend is written:/);
  expect(readdirSync(join(work, "out"))).toEqual(
    expect.arrayContaining([".runner-fleet-hcl.json", "assets", "providers.tf"]),
  );
  expect(readdirSync(join(work, "out")).filter((name) => /\.runner-fleet-hcl-/.test(name))).toEqual([]);
  expect(statSync(join(work, "out/assets/Image_1/build.sh")).mode & 0o777).toBe(0o755);
  expect(text("out/versions.tf")).not.toContain("backend");
});

test("the file may be given itself, and what is left out can be asked for", () => {
  const { status } = hcl(
    "stack/cdk.tf.json",
    "-o",
    "out",
    "--backend",
    "--moved",
    "--files",
    "main",
    "--addresses",
    "new.json",
  );
  expect(status).toBe(0);
  expect(text("out/versions.tf")).toContain('backend "local"');
  expect(text("out/moved.tf")).toContain("  to   = aws_s3_bucket.cache\n");
  expect(JSON.parse(text("new.json"))).toMatchObject({
    "data.aws_eks_cluster.Cluster": "data.aws_eks_cluster.cluster",
  });
  expect(existsSync(join(work, "out/cache.tf"))).toBe(false);
});

test("it can be printed instead", () => {
  const { status, stdout } = hcl("stack", "--print");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# cache\.tf\n\n# The cache of the jobs: [^\n]*\n\nresource "aws_s3_bucket" "cache"/);
  expect(readdirSync(work)).toEqual(["stack"]);
});

test("another run replaces what the first one wrote, and removes what is not written any more", () => {
  hcl("stack", "-o", "out");
  edit((document) => delete document.output);
  rmSync(join(work, "stack/assets"), { recursive: true });
  expect(hcl("stack", "-o", "out").status).toBe(0);
  expect(existsSync(join(work, "out/outputs.tf"))).toBe(false);
  expect(existsSync(join(work, "out/assets"))).toBe(false);
});

describe("someone's own work", () => {
  test.each([
    ["a file that was there before", () => mkdirSync(join(work, "out")), "main.tf"],
    ["a file that was changed since", () => hcl("stack", "-o", "out"), "main.tf"],
    [
      "a changed file that would be removed",
      () => [hcl("stack", "-o", "out"), edit((document) => delete document.output)],
      "outputs.tf",
    ],
  ])("stays unless it is forced: %s", (_, prepare, name) => {
    prepare();
    writeFileSync(join(work, "out", name), "# mine\n");
    const before = readdirSync(join(work, "out"));
    const { status, stderr } = hcl("stack", "-o", "out");
    expect(status).toBe(1);
    expect(stderr).toBe(
      `out: must hold no file of the same name that someone else wrote or changed, got ${name}; move them away, write to another folder, or overwrite them with --force\n`,
    );
    expect(text(`out/${name}`)).toBe("# mine\n");
    expect(readdirSync(join(work, "out"))).toEqual(before);
    expect(hcl("stack", "-o", "out", "--force").status).toBe(0);
    expect(existsSync(join(work, "out", name)) && text(`out/${name}`)).not.toBe("# mine\n");
  });

  test("of other names stays beside it", () => {
    mkdirSync(join(work, "out"));
    writeFileSync(join(work, "out/backend.tf"), "# mine\n");
    expect(hcl("stack", "-o", "out").status).toBe(0);
    expect(text("out/backend.tf")).toBe("# mine\n");
  });
});

test("a type that is not known is an error, and a schema makes it known", () => {
  edit((document) =>
    Object.assign(document.resource as object, { azurerm_thing: { x: { inner: { a: 1 }, other: { b: 2 } } } }),
  );
  const { status, stderr } = hcl("stack", "-o", "out");
  expect(status).toBe(1);
  expect(stderr).toBe(
    "resource.azurerm_thing.x: must have a known schema, got resource type 'azurerm_thing'; run 'terraform providers schema -json' in the stack's folder after 'terraform init', and pass the file (--schema <file>)\n",
  );
  expect(existsSync(join(work, "out"))).toBe(false);
  const block = { block_types: { inner: { nesting_mode: "single", block: {} } } };
  const schema = {
    provider_schemas: { "registry.terraform.io/hashicorp/azurerm": { resource_schemas: { azurerm_thing: { block } } } },
  };
  writeFileSync(join(work, "schema.json"), JSON.stringify(schema));
  expect(hcl("stack", "-o", "out", "--schema", "schema.json", "--files", "main").status).toBe(0);
  expect(text("out/main.tf")).toContain("  inner {\n    a = 1\n  }");
  expect(text("out/main.tf")).toContain("  other = {\n    b = 2\n  }");
});

test.each([
  [["nothing", "-o", "out"], /^nothing: must be a file that can be read: ENOENT/],
  [["stack/assets/Image_1/build.sh", "-o", "out"], /^stack\/assets\/Image_1\/build\.sh: must be JSON: /],
  [["stack", "-o", "stack"], /^stack: must be another folder than the stack's/],
  [
    ["stack", "-o", "out", "--schema", "stack/cdk.tf.json"],
    /^the schema must be what 'terraform providers schema -json' prints/,
  ],
])("%j is refused with 1", (args, message) => {
  const { status, stderr } = hcl(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(existsSync(join(work, "out"))).toBe(false);
});

test.each([
  [[], "one stack folder or cdk.tf.json must be given, got 0"],
  [["a", "b", "-o", "out"], "one stack folder or cdk.tf.json must be given, got 2"],
  [["stack"], "'--output' or '--print' must be given, got neither"],
  [["stack", "-o", "out", "--files", "each"], "'--files' must be main or by-topic, got each"],
  [["stack", "--outptu", "out"], "Unknown option '--outptu'"],
])("%j is wrong usage, which is 2", (args, message) => {
  const { status, stderr } = hcl(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain("usage: runner-fleet-hcl <stack folder or cdk.tf.json> -o <folder> [options]");
});

test("help is printed when it is asked for", () => {
  const { status, stdout } = hcl("--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^usage: runner-fleet-hcl /);
});

test("as a process it says what it does, and ends with its code", () => {
  const process = (...args: readonly string[]) =>
    spawnSync(globalThis.process.execPath, ["--import", pathToFileURL(require.resolve("tsx")).href, main, ...args], {
      cwd: work,
      encoding: "utf8",
    });
  expect(process("stack", "-o", "out")).toMatchObject({
    status: 0,
    stdout: "",
    stderr: expect.stringMatching(/^wrote cache\.tf, /),
  });
  expect(process("nothing", "--print")).toMatchObject({ status: 1, stdout: "" });
  expect(process()).toMatchObject({ status: 2, stdout: "" });
});

test("the committed program starts what the build makes of main.ts", () => {
  const program = readFileSync(join(__dirname, "../../bin/runner-fleet-hcl.js"), "utf8");
  expect(program).toBe('#!/usr/bin/env node\nrequire("../dist/command/main.js");\n');
  expect(statSync(join(__dirname, "../../bin/runner-fleet-hcl.js")).mode & 0o111).toBe(0o111);
});
