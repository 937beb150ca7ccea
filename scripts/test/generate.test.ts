import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

test("what is generated and committed is current", () => {
  const check = ["--conditions=@runner-fleet/source", join(root, "scripts/generate.mts"), "--check"];
  expect(execFileSync(join(root, "node_modules/.bin/tsx"), check, { cwd: root, encoding: "utf8" })).toBe("");
});

describe("the reference", () => {
  interface Part {
    anyOf?: Part[];
    /** The forms of a fleet, whose keys are in one table. */
    oneOf?: Part[];
    properties?: Record<string, Part>;
    additionalProperties?: Part | boolean;
    items?: Part;
  }

  const schema = JSON.parse(readFileSync(join(root, "packages/config/runner-fleet.schema.json"), "utf8")) as Part;
  const page = readFileSync(join(root, "docs/reference.md"), "utf8");
  const keyLine = /^- `(?<key>\w+)` \((?<type>.*)\): (?<text>.*)$/;

  /** Every key with the heading that it belongs under. */
  function keysOf(part: Part, path = ""): string[] {
    const { additionalProperties: values } = part;
    return [
      ...Object.entries(part.properties ?? {})
        .filter(([key]) => key !== "extra")
        .flatMap(([key, child]) => [
          `${path || "Top level"}: ${key}`,
          ...keysOf(child, path === "" ? key : `${path}.${key}`),
        ]),
      ...(part.anyOf ?? []).flatMap((branch) => keysOf(branch, path)),
      ...new Set((part.oneOf ?? []).flatMap((form) => keysOf(form, path))),
      ...(part.items ? keysOf(part.items, `${path}[]`) : []),
      ...(typeof values === "object" ? keysOf(values, `${path}.<name>`) : []),
    ];
  }

  /** The page by heading. */
  const sections = page
    .split(/^##+ /m)
    .slice(1)
    .map((section) => section.split("\n"))
    .map(([heading = "", ...lines]) => ({
      heading: heading.replaceAll("`", ""),
      items: lines.filter((line) => line.startsWith("- ")),
    }));
  const tables = sections.filter(({ heading }) => heading !== "How do I …" && heading !== "extra");

  test("has every key of the schema once, under the heading of its table", () => {
    const listed = tables.flatMap(({ heading, items }) =>
      items.map((item) => `${heading}: ${keyLine.exec(item)?.groups?.key}`),
    );
    expect(listed.length).toBeGreaterThan(300);
    expect(listed.toSorted()).toEqual(keysOf(schema).toSorted());
  });

  test("says of every key its type, whether it is required or what else holds, and what it means", () => {
    const wordless = tables
      .flatMap(({ items }) => items)
      .filter((item) => {
        const { type = "", text = "" } = keyLine.exec(item)?.groups ?? {};
        return (
          !/^\S.*; (\*\*required\*\*|default: \S.*)(; (`[a-z-]+`( and )?)+ only)?$/.test(type) || !/^\S.*\.$/.test(text)
        );
      });
    expect(wordless).toEqual([]);
  });

  test("explains `extra` once", () => {
    expect(page.match(/^- `extra` /gm)).toHaveLength(1);
  });

  test("links to headings that are there, each of its own name", () => {
    const anchors = sections.map(({ heading }) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(links.length).toBeGreaterThan(tables.length);
    expect(links.filter((link) => !anchors.includes(link ?? ""))).toEqual([]);
  });
});
