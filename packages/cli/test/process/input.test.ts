import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fleets } from "./descriptions";
import { Folder } from "./run-command";

const folder = new Folder();
afterAll(() => folder.remove());

/** What is said of an input that can't be read, whatever the command was to do with it. */
function refusal(content: string | Buffer): string {
  folder.write("given.yaml", content);
  const { status, stdout, stderr } = folder.run(["explain", "given.yaml"]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  return stderr;
}

describe("an input is refused in one line when it", () => {
  test.each<readonly [string, string | Buffer, string]>([
    [
      "is no YAML",
      "name: [ci\n",
      "given.yaml:2:1: error: must be YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    [
      "has a key twice",
      "name: a\nfleets:\n  linux: {}\n  pods: {}\n  linux: {}\n",
      'given.yaml:5:3: error: must have each key once, got "linux", which is in line 3 already; remove one of them, or make one of both',
    ],
    [
      "has an alias without an anchor",
      "name: ci\nfleets:\n  hosts: [&a x, *a, *.example.com]\n",
      "given.yaml:3:21: error: must be YAML: an alias (*) must have its anchor (&) before it, has none; write the anchor, or quote a text that begins with *",
    ],
    [
      "merges an alias without an anchor",
      "name: ci\nfleets:\n  <<: *base\n",
      "given.yaml:3:7: error: must be YAML: an alias (*) must have its anchor (&) before it, has none; write the anchor, or quote a text that begins with *",
    ],
    [
      "merges what has no keys",
      "name: &name ci\nfleets:\n  linux: { <<: &map { a: b } }\n  more: { <<: [*map] }\n  pods:\n    <<: *name\n",
      "given.yaml:6:5: error: must be YAML: a merge (<<) must be of keys with values, or of a list of such, got something else; merge an alias of such, or remove it",
    ],
    [
      "is two documents",
      "name: a\n---\nname: b\n",
      "given.yaml:2:1: error: must be one document, has more; remove what is after ---",
    ],
    [
      "has a tag that nobody knows",
      "name: !!js/function x\n",
      "given.yaml:1:7: error: must be YAML: Unresolved tag: tag:yaml.org,2002:js/function",
    ],
    [
      "is no UTF-8",
      Buffer.from([0x6e, 0x0a, 0xff, 0xfe]),
      "given.yaml:2: must be UTF-8, has other bytes; save it as UTF-8",
    ],
    [
      "is UTF-16",
      Buffer.from("﻿name: ci\n", "utf16le"),
      "given.yaml:1: must be UTF-8, has other bytes; save it as UTF-8",
    ],
    [
      "has 10 MB",
      `# ${"x".repeat(10_000_000)}\n`,
      "given.yaml: must have at most 4 MiB, has more; is it the right file?",
    ],
    [
      "is nested a hundred thousand deep",
      "[".repeat(100_000),
      "given.yaml:1:1: error: must not be nested as deep as this",
    ],
  ])("%s", (_what, content, says) => {
    expect(refusal(content)).toBe(`${says}\n`);
  });

  test.each([
    ["whose YAML is one text", 'concurrent = 1\n\n[[runners]]\n  token = "glrt-abc"\n'],
    ["whose YAML is a list", "[[runners]]\n"],
    ["that is no YAML", '# ours\nconcurrent = 1 # more?\nsentry_dsn = "https://glrt-abc@example.com"\n'],
  ])("is a config.toml %s", (_what, content) => {
    expect(refusal(content)).toBe(
      "given.yaml:1:1: error: must be a description, is a config.toml; make a description of it with 'runner-fleet import given.yaml'\n",
    );
    expect(folder.run(["validate", "-"], { input: content })).toEqual({
      status: 1,
      stdout: [
        "stdin:1:1: error: must be a description, is a config.toml; make a description of it with 'runner-fleet import -' [schema-yaml]",
        "stdin: not valid, 1 error",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  test("has aliases that multiply without end", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items =
        level === 0
          ? "[x, x, x]"
          : `[${Array(9)
              .fill(`*a${level - 1}`)
              .join(", ")}]`;
      return `a${level}: &a${level} ${items}`;
    });
    expect(refusal(levels.join("\n"))).toBe(
      "given.yaml:1:1: error: must be YAML: Excessive alias count indicates a resource exhaustion attack; write out what the aliases stand for\n",
    );
  });

  test("is not there, is a folder, or may not be read", () => {
    mkdirSync(join(folder.path, "folder"));
    expect(folder.run(["validate", "nothing.yaml"]).stderr).toBe("nothing.yaml: can't be read: it is not there\n");
    expect(folder.run(["validate", "folder"]).stderr).toBe("folder: can't be read: it is a folder\n");
    expect(folder.run(["validate"]).stderr).toBe(
      "no file was named, and none of runner-fleet.yaml, .yml or .json is here; name one, or begin with 'runner-fleet init'\n",
    );
  });
});

test("a description may come from stdin, as JSON, with CRLF and with a byte order mark", () => {
  const inputs = [
    fleets,
    fleets.replaceAll("\n", "\r\n"),
    `\ufeff${fleets}`,
    JSON.stringify({
      gitlab: { url: "https://gitlab.com" },
      fleets: { pods: { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } } },
    }),
  ];
  for (const input of inputs) {
    const { status, stdout, stderr } = folder.run(["validate", "-"], { input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^stdin: valid/m);
  }
});

test("keys may be merged in, and what is wrong with them is found where it is written", () => {
  folder.write(
    "given.yaml",
    `${fleets}  arm:\n    <<: &base\n      executor: docker-autoscaler\n      maxInstances: 0\n    docker: { image: "alpine:3.22" }\n    machines: { instanceTypes: [m7g.large, m6g.large], architecture: arm64 }\n`,
  );
  expect(folder.run(["validate", "given.yaml"]).stdout).toContain(
    "given.yaml:16:7: error: fleets.arm.maxInstances: must be at least 1, got 0",
  );
});

test("an output that can't be written leaves nothing behind", () => {
  folder.write("given.yaml", fleets);
  folder.write("file", "someone's");
  // Who is root may write to any folder, so a file in the place of a folder stands in for a closed one.
  for (const args of [
    ["schema", "-o", "file/schema.json"],
    ["synth", "given.yaml", "-o", "file/out"],
  ]) {
    const { status, stdout, stderr } = folder.run(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr.trimEnd().split("\n").at(-1)).toMatch(
      /^file\S*: can't be (read or )?written: (a part of its path is no folder|it is there already)$/,
    );
  }
  expect(readFileSync(join(folder.path, "file"), "utf8")).toBe("someone's");
  expect(readdirSync(folder.path).filter((name) => name.includes("tmp") || name.startsWith("."))).toEqual([]);
});
