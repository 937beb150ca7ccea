import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { publishedPackages } from "../published-packages";

const scripts = join(__dirname, "..");
type Manifest = Record<string, unknown> & { readonly name: string };
const workspace = (manifest: Manifest) => ({ folder: manifest.name, manifest: { version: "1.2.3", ...manifest } });

describe("the packages that are published", () => {
  test("come after what they need, else by name, and private ones not at all", () => {
    const all = [
      workspace({ name: "stack", dependencies: { fleet: "1.2.3", zod: "4" } }),
      workspace({ name: "app", private: true, dependencies: { stack: "1.2.3" } }),
      workspace({ name: "fleet", dependencies: { model: "1.2.3" } }),
      workspace({ name: "chart" }),
      workspace({ name: "model" }),
    ];
    expect(publishedPackages(all).map(({ folder }) => folder)).toEqual(["chart", "model", "fleet", "stack"]);
  });

  test.each([
    [
      "one that is private",
      [
        { name: "a", dependencies: { b: "1.2.3" } },
        { name: "b", private: true },
      ],
      "a/package.json: 'b' is private, so nobody could install this package",
    ],
    [
      "another version of one",
      [{ name: "a", dependencies: { b: "1.2.2" } }, { name: "b" }],
      "a/package.json: 'b' must be 1.2.3, its own version, got 1.2.2",
    ],
    [
      "each other",
      [
        { name: "a", dependencies: { b: "1.2.3" } },
        { name: "b", dependencies: { a: "1.2.3" } },
      ],
      "a: must not need itself, got a → b → a",
    ],
  ])("can't need %s", (_name, manifests, message) => {
    expect(() => publishedPackages(manifests.map(workspace))).toThrow(message);
  });
});

describe("publishing", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "runner-fleet-publish-"));
    cpSync(scripts, join(folder, "scripts"), { recursive: true, filter: (path) => !/test|node_modules/.test(path) });
    mkdirSync(join(folder, "tarballs"));
    mkdirSync(join(folder, "registry"));
    write("package.json", { workspaces: ["packages/*"] });
    addPackage("@runner-fleet/stack", { "@runner-fleet/config": "1.0.0" });
    addPackage("@runner-fleet/config");
    // Answers as npm does, from the files in registry/, and notes what it was asked to publish.
    const npm = `#!/usr/bin/env node
      const { appendFileSync, existsSync, readFileSync } = require("node:fs");
      const [command, ...rest] = process.argv.slice(2);
      const answer = ${JSON.stringify(join(folder, "registry"))} + "/" + rest[0].replace(/.*\\//, "");
      if (command === "view" && existsSync(answer)) console.log(readFileSync(answer, "utf8"));
      else if (command === "view") { console.log(JSON.stringify({ error: { code: process.env.NPM_ERROR ?? "E404" } })); process.exitCode = 1; console.error("npm error: what npm says"); }
      else if (rest[0].includes(process.env.NPM_REFUSES)) { console.error("npm error 403"); process.exitCode = 1; }
      else appendFileSync(${JSON.stringify(join(folder, "published.txt"))}, [command, ...rest].join(" ") + "\\n");
    `;
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/npm"), npm);
    chmodSync(join(folder, "bin/npm"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, content: unknown) => writeFileSync(join(folder, path), JSON.stringify(content));
  const tarball = (name: string, version = "1.0.0") => join(folder, `tarballs/runner-fleet-${name}-${version}.tgz`);
  const integrity = (path: string) => `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;

  function addPackage(name: string, dependencies: Record<string, string> = {}, version = "1.0.0") {
    const short = name.replace("@runner-fleet/", "");
    mkdirSync(join(folder, "packages", short), { recursive: true });
    write(`packages/${short}/package.json`, { name, version, dependencies });
    writeFileSync(tarball(short, version), `bytes of ${name}`);
  }

  function publish(env: Record<string, string> = {}) {
    const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
    const args = [join(folder, "scripts/publish.mjs"), join(folder, "tarballs")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      env: { ...process.env, NPM_REFUSES: "nothing", ...env, PATH },
    });
    const published = readIfThere(join(folder, "published.txt"));
    return { status, stdout, stderr, published };
  }

  function readIfThere(path: string): string[] {
    try {
      return readFileSync(path, "utf8").trim().split("\n");
    } catch {
      return [];
    }
  }

  const command = (path: string, tag = "latest") => `publish ${path} --provenance --access=public --tag=${tag}`;

  test("is of every tarball, dependencies first, with provenance", () => {
    expect(publish()).toEqual({
      status: 0,
      stdout: "@runner-fleet/config@1.0.0 is published as latest\n@runner-fleet/stack@1.0.0 is published as latest\n",
      stderr: "",
      published: [command(tarball("config")), command(tarball("stack"))],
    });
  });

  test("leaves out what npm has already with the same bytes, so that a broken release can be run again", () => {
    write("registry/config@1.0.0", integrity(tarball("config")));
    const { status, stdout, published } = publish();
    expect([status, published]).toEqual([0, [command(tarball("stack"))]]);
    expect(stdout).toContain("@runner-fleet/config@1.0.0 is published already\n");
  });

  test("stops where npm has the version with other bytes", () => {
    write("registry/config@1.0.0", "sha512-other");
    const { status, stderr, published } = publish();
    expect([status, published]).toEqual([1, []]);
    expect(stderr).toContain(
      "publish: @runner-fleet/config@1.0.0 must be new, and npm has it with other bytes: sha512-other",
    );
  });

  test("stops where npm can't say what it has", () => {
    const { status, stderr, published } = publish({ NPM_ERROR: "EAI_AGAIN" });
    expect([status, published]).toEqual([1, []]);
    expect(stderr).toContain(
      "publish: npm must say whether it has @runner-fleet/config@1.0.0, and does not:\nnpm error: what",
    );
  });

  test("stops where npm refuses one, before what needs it", () => {
    const { status, stderr, published } = publish({ NPM_REFUSES: "config" });
    expect([status, published]).toEqual([1, []]);
    expect(stderr).toBe("publish: @runner-fleet/config@1.0.0 is not published:\nnpm error 403\n");
  });

  test("publishes nothing where a tarball is missing", () => {
    rmSync(tarball("stack"));
    const { status, stderr, published } = publish();
    expect([status, published]).toEqual([1, []]);
    expect(stderr).toContain(`publish: ${tarball("stack")} must be there, and is not`);
  });

  test("gives a version before its release to those alone who ask for it", () => {
    addPackage("@runner-fleet/config", {}, "1.1.0-rc.1");
    addPackage("@runner-fleet/stack", { "@runner-fleet/config": "1.1.0-rc.1" }, "1.1.0-rc.1");
    const both = ["config", "stack"].map((name) => command(tarball(name, "1.1.0-rc.1"), "next"));
    expect(publish().published).toEqual(both);
  });
});
