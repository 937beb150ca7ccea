import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { imageDirectory, readSources } from "../src/image-sources";
import { imageTag } from "../src/image-tag";

const folder = mkdtempSync(join(tmpdir(), "image-sources-"));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(imageDirectory, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (path: string, text = "package main\n") => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const tag = () =>
  imageTag({
    sources: readSources(folder),
    runnerVersion: "1.2.3",
    pluginVersion: "1.2.3",
    architectures: ["amd64"],
    buildArgs: {},
  });

/** What Docker does with .dockerignore: the last line that fits a path or a folder above it decides. */
function isSent(path: string): boolean {
  const lines = readFileSync(join(imageDirectory, ".dockerignore"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const fits = (line: string) =>
    new RegExp(
      `^${line
        .replace(/^!/, "")
        .replace(/[.+]/g, "\\$&")
        .replaceAll("**/", "\0")
        .replaceAll("*", "[^/]*")
        .replaceAll("\0", "(?:.*/)?")}(?:/.*)?$`,
    ).test(path);
  return lines.findLast(fits)?.startsWith("!") ?? true;
}

test("what the tag is made of is the Dockerfile, and what .dockerignore lets into the build", () => {
  for (const path of [
    "supervisor/go.mod",
    "supervisor/go.sum",
    "supervisor/main.go",
    "supervisor/main_test.go",
    "supervisor/internal/ecs/agent.go",
    "supervisor/internal/ecs/agent_test.go",
    "supervisor/testdata/task.go",
    "supervisor/internal/testdata/task.go",
    "supervisor/README.md",
    "steps/more.sh",
    "steps/notes.txt",
    "steps/folder/more.sh",
    "ecr-login/main.go",
    "main.go",
  ]) {
    write(path);
  }
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  expect(paths.length).toBeGreaterThan(17);
  const sources = Object.keys(readSources(folder));
  expect(sources).toEqual(paths.filter((path) => path === "Dockerfile" || isSent(path)).sort());
  expect(sources).toEqual(expect.arrayContaining(["supervisor/internal/ecs/agent.go", "steps/install-plugin.sh"]));
  expect(sources).not.toContain("build.sh");
});

test("a touched file gives the same tag, and a checkout with CRLF too", () => {
  const before = tag();
  for (const path of Object.keys(readSources(folder))) {
    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    utimesSync(file, 0, 0);
  }
  expect(tag()).toBe(before);
});

test.each(["Dockerfile", "ecr-login/go.sum", "steps/install-plugin.sh", "supervisor/main.go"])(
  "another %s gives another tag",
  (path) => {
    write("supervisor/main.go");
    const before = tag();
    write(path, "other\n");
    expect(tag()).not.toBe(before);
  },
);

test.each(["supervisor/main_test.go", "build.sh", "docker-credential-runner-fleet"])(
  "another %s gives the same tag",
  (path) => {
    const before = tag();
    write(path, "other\n");
    expect(tag()).toBe(before);
  },
);
