import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { withRelease } from "../release/changelog";
import { withChartRelease } from "../release/chart-release";
import { withReleaseReferences } from "../release/release-references";
import { pendingChange } from "../release/pending-change";

const root = join(__dirname, "../..");
const changeset = (names: readonly string[], text: string) => `---\n${names.join("\n")}\n---\n\n${text}\n`;

describe("a change that waits", () => {
  test("says what it asks for at most, of which packages, and what changes", () => {
    const text = changeset(['"@runner-fleet/stack": patch', '"@runner-fleet/aws-fleet": minor'], "A disk\nis faster.");
    const change = { size: "minor", packages: ["aws-fleet", "stack"], summary: "A disk\nis faster." };
    expect(pendingChange("a.md", text)).toEqual(change);
    expect(pendingChange("a.md", text.replaceAll("\n", "\r\n"))).toEqual(change);
  });

  test.each([
    ["no package", changeset([], "Text."), "a.md: must name a package with major, minor or patch, and does not"],
    ["no head", "Text.", "a.md: must name a package with major, minor or patch, and does not"],
    ["no text", changeset(['"a": minor'], ""), "a.md: must say what changes for whoever uses it, and says nothing"],
  ])("is refused with %s", (_name, text, message) => {
    expect(() => pendingChange("a.md", text)).toThrow(message);
  });
});

describe("the changelog", () => {
  const changes = [
    { size: "patch", packages: ["hcl"], summary: "A quote\n\nis kept." },
    { size: "minor", packages: ["config", "stack"], summary: "A new key." },
  ];

  test("gets a section above the others, the greater changes first", () => {
    expect(withRelease("# Changelog\n\nWhat.\n\n## 0.1.0\n\n- First.\n", "0.2.0", changes)).toBe(
      "# Changelog\n\nWhat.\n\n## 0.2.0\n\n### New and changed\n\n- A new key. (config, stack)\n\n" +
        "### Mended\n\n- A quote\n\n  is kept. (hcl)\n\n## 0.1.0\n\n- First.\n",
    );
  });

  test("has a release once, and its place", () => {
    expect(() => withRelease("# C\n\n## 0.2.0\n", "0.2.0", changes)).toThrow(
      "CHANGELOG.md: must not have 0.2.0 yet, and has",
    );
    expect(() => withRelease("# C\n", "0.2.0", changes)).toThrow("CHANGELOG.md: must have a section '## <version>'");
  });
});

describe("a chart", () => {
  const chart = (name: string) => readFileSync(join(root, `charts/${name}/Chart.yaml`), "utf8");

  test.each(["runner-cache", "runner-manager"])("%s gets the version and what changed, and nothing else", (name) => {
    const changes = [{ size: "patch", packages: [], summary: 'A "quote": kept,\non one line.' }];
    const [before, after] = [parse(chart(name)), parse(withChartRelease("Chart.yaml", chart(name), "9.8.7", changes))];
    const { "artifacthub.io/changes": said, ...annotations } = after.annotations;
    expect(parse(said)).toEqual([{ kind: "fixed", description: 'A "quote": kept, on one line.' }]);
    const { "artifacthub.io/changes": _said, ...others } = before.annotations;
    expect({ ...after, annotations }).toEqual({ ...before, version: "9.8.7", annotations: others });
  });

  test("that did not change says so", () => {
    const { annotations } = parse(withChartRelease("Chart.yaml", chart("runner-cache"), "9.8.7", []));
    expect(parse(annotations["artifacthub.io/changes"])).toEqual([
      { kind: "changed", description: "Nothing of the chart itself; it is released along with the packages" },
    ]);
  });

  test("without the annotation at its end is refused", () => {
    expect(() => withChartRelease("charts/a/Chart.yaml", "version: 1.0.0\nhome: x\n", "2.0.0", [])).toThrow(
      "charts/a/Chart.yaml: must have a 'version', and 'artifacthub.io/changes: |' as the last of its annotations",
    );
  });
});

test.each([
  ["addresses of our modules", "runner-fleet.git//terraform/aws-fleet?ref=v0.1.0"],
  ["addresses of our modules at a candidate", "runner-fleet.git//terraform/aws-fleet?ref=v0.2.0-rc.1"],
])("%s name the release", (_what, text) => {
  expect(withReleaseReferences(text, "0.2.0")).toBe("runner-fleet.git//terraform/aws-fleet?ref=v0.2.0");
});

test("clones name the release", () => {
  expect(withReleaseReferences("git clone --depth 1 --branch v0.1.0 https://x.git", "0.2.0")).toBe(
    "git clone --depth 1 --branch v0.2.0 https://x.git",
  );
});

test("no other address does", () => {
  const text = "o.git//a?ref=v0.1.0 --branch v0.1.0";
  expect(withReleaseReferences(text, "0.2.0")).toBe(text);
});

describe("the first step of npm run version, in a copy of the repository", () => {
  const named = /(^|\/)(package\.json|Chart\.yaml|[^/]+\.(md|tf))$/;
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "runner-fleet-version-"));
    const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
    }).split("\n");
    for (const file of files.filter((path) => named.test(path) || /^(\.changeset|scripts)\//.test(path))) {
      if (!existsSync(join(root, file))) continue;
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(root, file), join(copy, file));
    }
    for (const name of readdirSync(join(copy, ".changeset"))) {
      if (name.endsWith(".md") && name !== "README.md") rmSync(join(copy, ".changeset", name));
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    git("init", "--quiet");
    git("add", "--all", "--", ":!node_modules");
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  const git = (...args: string[]) => execFileSync("git", args, { cwd: copy, encoding: "utf8" });
  const read = (path: string) => readFileSync(join(copy, path), "utf8");
  const manifests = () =>
    git("ls-files", "*package.json")
      .trim()
      .split("\n")
      .filter((path) => !path.startsWith("bench/"));
  const run = () => spawnSync(process.execPath, ["scripts/version.mjs"], { cwd: copy, encoding: "utf8" });
  const change = (name: string, text: string) => writeFileSync(join(copy, `.changeset/${name}.md`), text);

  test("gives everything that names a version the next one", () => {
    const current: string = JSON.parse(read("package.json")).version;
    const [major, minor] = current.split(".").map(Number);
    const next = `${major}.${minor! + 1}.0`;
    change("a", changeset(['"@runner-fleet/aws-fleet": minor'], "A disk is faster."));
    change("b", changeset(['"@runner-fleet/runner-manager-chart": patch'], "A label is right."));
    const { status, stdout, stderr } = run();
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`the next release is ${next}\n`);

    expect(manifests().length).toBeGreaterThan(20);
    for (const path of manifests()) {
      const { version, dependencies, devDependencies } = JSON.parse(read(path));
      const siblings = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) =>
        name.startsWith("@runner-fleet/"),
      );
      expect([path, version, ...new Set([next, ...siblings.map(([, range]) => range)])]).toEqual([path, next, next]);
    }
    for (const chart of readdirSync(join(copy, "charts"))) {
      expect(parse(read(`charts/${chart}/Chart.yaml`)).version).toBe(next);
    }
    expect(read("charts/runner-manager/Chart.yaml")).toContain("description: A label is right.");
    expect(read("CHANGELOG.md")).toContain(
      `\n## ${next}\n\n### New and changed\n\n- A disk is faster. (aws-fleet)\n\n### Mended\n\n- A label is right. (runner-manager-chart)\n\n## ${current}\n`,
    );
    const addresses = git("grep", "--only-matching", "-h", "terraform/[a-z0-9-]*?ref=v[0-9.]*", "--", "*.md", "*.tf");
    expect(
      new Set(
        addresses
          .trim()
          .split("\n")
          .map((address) => address.split("?")[1]),
      ),
    ).toEqual(new Set([`ref=v${next}`]));
    expect(readdirSync(join(copy, ".changeset"))).toEqual(["README.md", "config.json"]);

    // What a release checks of it.
    const args = ["scripts/release-version.mjs", `v${next}`];
    expect(execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8" })).toBe(`${next}\n`);
    writeFileSync(join(copy, "CHANGELOG.md"), "# Changelog\n");
    const { status: refused, stderr: why } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
    expect(refused).toBe(1);
    expect(why).toContain("; none in CHANGELOG.md; run 'npm run version'");
  });

  test("does nothing where no change waits", () => {
    const { status, stderr } = run();
    expect([status, stderr]).toEqual([
      1,
      "version: there must be a change in .changeset, got none; write one with 'npm run changeset'\n",
    ]);
    expect(git("diff", "--name-only")).toBe("");
  });

  test("does nothing where a change says nothing", () => {
    change("a", changeset(['"@runner-fleet/aws-fleet": minor'], ""));
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain("version: .changeset/a.md: must say what changes for whoever uses it, and says nothing");
    expect(git("diff", "--name-only")).toBe("");
  });
});

test("the steps after it bring along what is generated, the golden files and the lock file", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(scripts.version.split(" && ")).toEqual([
    "node scripts/version.mjs",
    "npm run generate",
    "npm run synth",
    "npm run rendered --workspace @runner-fleet/eks-manager",
    "npm install --package-lock-only --ignore-scripts",
  ]);
});

test("every version of the changelog has its section once, and the current one is the first", () => {
  const sections = [...readFileSync(join(root, "CHANGELOG.md"), "utf8").matchAll(/^## (.*)$/gm)].map(
    ([, name]) => name,
  );
  expect(sections).toEqual([...new Set(sections)]);
  expect(sections[0]).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
});
