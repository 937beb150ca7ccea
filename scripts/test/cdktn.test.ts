import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { appChanges, runtime, version } from "../cdktn/app-changes";
import { appManifest } from "../cdktn/app-manifest";
import { differences } from "../cdktn/differences";
import { installedRuntimes } from "../cdktn/installed-runtimes";
import { printedDifference } from "../cdktn/printed-difference";
import { readSynthesis } from "../cdktn/read-synthesis";
import { siblingsOf } from "../cdktn/siblings-of";

const root = join(__dirname, "../..");

describe("the lines of package.json", () => {
  test("are those that docs/leaving-cdktf.md shows", () => {
    const page = readFileSync(join(root, "docs/leaving-cdktf.md"), "utf8");
    const section = page.split(/^## /m).find((each) => each.startsWith("To cdktn\n")) ?? "";
    const [, block = "null"] = /^ *```json$([^]*?)^ *```$/m.exec(section) ?? [];
    expect(JSON.parse(block)).toEqual(appChanges);
  });

  test("name cdktn by its exact version, under the name that everything imports, and its CLI by the same", () => {
    expect(appChanges.dependencies.cdktf).toBe(`npm:${runtime}@${version}`);
    expect(appChanges.devDependencies["cdktn-cli"]).toBe(version);
    expect([runtime, version]).toEqual(["cdktn", expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });
});

describe("the app that has moved", () => {
  const example = {
    name: "one",
    dependencies: { "@runner-fleet/stack": "0.1.0", cdktf: "0.21.0", constructs: "10.7.2" },
    devDependencies: { "cdktf-cli": "0.21.0", tsx: "1.0.0" },
  };

  test("has what the examples have, our packages as packed, cdktn in place of cdktf, and no CLI", () => {
    expect(appManifest([example], { "@runner-fleet/stack": "stack.tgz" }, { typescript: "5.0.0" })).toEqual({
      private: true,
      dependencies: {
        "@runner-fleet/stack": "file:stack.tgz",
        constructs: "10.7.2",
        tsx: "1.0.0",
        typescript: "5.0.0",
        ...appChanges.dependencies,
      },
      overrides: appChanges.overrides,
    });
  });

  test("is refused if two examples need two versions of a package", () => {
    const other = { name: "other", dependencies: { tsx: "2.0.0" } };
    expect(() => appManifest([example, other], {}, {})).toThrow(
      "other: 'tsx' must be 1.0.0 as elsewhere, got 2.0.0; use one version",
    );
  });

  test("needs our packages that it names, and those that these need when they run", () => {
    const all = new Map<string, object>([
      ["stack", { dependencies: { fleet: "1", zod: "4" }, devDependencies: { hcl: "1" } }],
      ["fleet", { dependencies: { config: "1" } }],
      ["config", {}],
      ["hcl", {}],
      ["cli", { dependencies: { stack: "1" } }],
      ["unused", {}],
    ]);
    expect(siblingsOf([{ dependencies: { stack: "1", cdktf: "0" } }], all)).toEqual(["config", "fleet", "stack"]);
    expect(siblingsOf([{ devDependencies: { cli: "1" } }], all)).toEqual(["cli", "config", "fleet", "stack"]);
  });
});

describe("what npm has installed", () => {
  test("is every copy of cdktf, cdktn and constructs, by what it really is", () => {
    const packages = {
      "": { name: "app" },
      "node_modules/cdktf": { name: "cdktn", version: "0.24.0" },
      "node_modules/@a/b/node_modules/cdktf": { version: "0.21.0" },
      "node_modules/other": { name: "cdktn", version: "0.23.0" },
      "node_modules/constructs": { version: "10.7.2" },
      "node_modules/cdktf-cli": { version: "0.21.0" },
      "node_modules/@cdktf/provider-aws": { version: "21.22.1" },
    };
    expect(installedRuntimes({ packages })).toEqual([
      "node_modules/@a/b/node_modules/cdktf: cdktf@0.21.0",
      "node_modules/cdktf: cdktn@0.24.0",
      "node_modules/constructs: constructs@10.7.2",
      "node_modules/other: cdktn@0.23.0",
    ]);
  });
});

describe("a synthesis", () => {
  let outdir: string;
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    writeFileSync(join(outdir, path), content);
  };
  const stack = (runtimeVersion: string, max: number) => {
    write(
      "stacks/ci/cdk.tf.json",
      JSON.stringify({
        "//": { metadata: { stackName: "ci", version: runtimeVersion } },
        resource: { aws_x: { y: { "//": { metadata: { path: "ci/Y" } }, max } } },
      }),
    );
    write(
      "manifest.json",
      JSON.stringify({
        version: runtimeVersion,
        stacks: { ci: { synthesizedStackPath: "stacks/ci/cdk.tf.json", annotations: [] } },
      }),
    );
  };

  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "read-synthesis-"));
    stack("0.24.0", 1);
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  test("is the runtime's version, the stacks, and every file without that version", () => {
    write("stacks/ci/rendered/config.toml", "größe = 1\n");
    const parsed = {
      "//": { metadata: { stackName: "ci" } },
      resource: { aws_x: { y: { "//": { metadata: { path: "ci/Y" } }, max: 1 } } },
    };
    expect(readSynthesis(outdir)).toEqual({
      version: "0.24.0",
      stacks: [parsed],
      files: {
        "manifest.json": { stacks: { ci: { synthesizedStackPath: "stacks/ci/cdk.tf.json", annotations: [] } } },
        "stacks/ci/cdk.tf.json": parsed,
        "stacks/ci/rendered/config.toml": "größe = 1\n",
      },
    });
  });

  test("tells bytes apart that are no text", () => {
    write("stacks/ci/assets/one", Buffer.from([0xff, 0x00]));
    write("stacks/ci/assets/two", Buffer.from([0xfe, 0x00]));
    const { files } = readSynthesis(outdir);
    expect(files["stacks/ci/assets/one"]).not.toBe(files["stacks/ci/assets/two"]);
  });

  test("is the same by another runtime, and differs when a value does", () => {
    const before = readSynthesis(outdir).files;
    stack("0.21.0", 1);
    expect(differences(before, readSynthesis(outdir).files)).toEqual([]);
    stack("0.21.0", 2);
    expect(differences(before, readSynthesis(outdir).files)).toEqual([
      { path: ["stacks/ci/cdk.tf.json", "resource", "aws_x", "y", "max"], left: 1, right: 2 },
    ]);
  });
});

describe("differences", () => {
  test.each([
    ["a value", { a: { b: 1 } }, { a: { b: 2 } }, [{ path: ["a", "b"], left: 1, right: 2 }]],
    ["a type", { a: 1 }, { a: "1" }, [{ path: ["a"], left: 1, right: "1" }]],
    ["null and a value", { a: null }, { a: {} }, [{ path: ["a"], left: null, right: {} }]],
    ["a list and an object", { a: [] }, { a: {} }, [{ path: ["a"], left: [], right: {} }]],
    ["what the first lacks", {}, { a: false }, [{ path: ["a"], left: undefined, right: false }]],
    ["what the second lacks", { a: "" }, {}, [{ path: ["a"], left: "", right: undefined }]],
    ["a longer list", { a: [1] }, { a: [1, 2] }, [{ path: ["a", 1], left: undefined, right: 2 }]],
    ["a shorter list", { a: [1, 2] }, { a: [1] }, [{ path: ["a", 1], left: 2, right: undefined }]],
    [
      "the order of a list",
      [1, 2],
      [2, 1],
      [
        { path: [0], left: 1, right: 2 },
        { path: [1], left: 2, right: 1 },
      ],
    ],
    [
      "several, in the order of their paths",
      { b: 1, a: 1 },
      { b: 2, a: 2 },
      [
        { path: ["a"], left: 1, right: 2 },
        { path: ["b"], left: 1, right: 2 },
      ],
    ],
  ])("are %s", (_name, left, right, expected) => {
    expect(differences(left, right)).toEqual(expected);
  });

  test("are none in equal documents, whatever the order of their keys", () => {
    expect(differences({ a: [{ b: null, c: "d" }], e: 1 }, { e: 1, a: [{ c: "d", b: null }] })).toEqual([]);
  });

  const sides: [string, string] = ["cdktf 0.21.0", "cdktn 0.24.0"];

  test("are printed with the file, the path as Terraform writes it, and both values", () => {
    const path = ["resource", "aws_x", "Runners_Fleet-linux", "tags", "a.b", 0];
    expect(printedDifference("cdk.tf.json", { path, left: 1, right: undefined }, sides)).toBe(
      'cdk.tf.json: resource.aws_x.Runners_Fleet-linux.tags["a.b"][0]\n  cdktf 0.21.0: 1\n  cdktn 0.24.0: nothing',
    );
  });

  test("of long texts are printed where they begin, without the rest", () => {
    const [start, end] = ["a".repeat(1000), "z".repeat(1000)];
    const lines = printedDifference("x", { path: [], left: `${start}1${end}`, right: `${start}2${end}` }, sides).split(
      "\n",
    );
    expect(lines).toEqual(["x", expect.stringMatching(/: …a+1z+…$/), expect.stringMatching(/: …a+2z+…$/)]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(200);
  });
});
