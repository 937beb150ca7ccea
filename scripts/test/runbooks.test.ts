import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const root = resolve(__dirname, "../..");
const folder = join(root, "docs/runbooks");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

interface Rule {
  readonly alert?: string;
  readonly labels: { readonly severity: string };
}
const { groups } = parse(readFileSync(join(root, "charts/runner-manager/files/alerts.yaml"), "utf8"));
const alerts: Rule[] = groups
  .flatMap(({ rules }: { rules: Rule[] }) => rules)
  .filter(({ alert }: Rule) => alert !== undefined);
const names = alerts.map(({ alert }) => `${alert}.md`);

/** What the headings of a page are linked by. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

/** What one does on purpose, without an alert. */
const operations = ["moving-to-another-cluster.md", "node-upgrades.md", "token-rotation.md"];

test("there is a runbook for each alert, and no other page but those of operations", () => {
  expect(names).toHaveLength(19);
  expect(readdirSync(folder).sort()).toEqual([...names, ...operations, "README.md"].sort());
});

describe.each(names)("%s", (name) => {
  const text = read(name);

  test("says what the alert means, what it costs, where to look and how to mend it, in this order", () => {
    expect(text.split("\n")[0]).toBe(`# ${name.replace(".md", "")}`);
    expect(text.match(/^## .*/gm)).toEqual(["## Meaning", "## Impact", "## Look", "## Mend"]);
    const parts = text.split(/^## .*\n/m).slice(1);
    expect(parts.filter((part) => part.trim().length < 40)).toEqual([]);
  });

  test("has commands to look with, for the namespace and the manager", () => {
    const look = text.split("## Look\n")[1]!.split("## Mend\n")[0]!;
    const commands = [...look.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.join("")).toMatch(/kubectl -n <namespace> .*<manager>-0/);
  });

  test("has commands that bash can parse", () => {
    const blocks = [...text.matchAll(/^( *)```sh\n([\s\S]*?)^\1```/gm)].map(([, , block]) => block!);
    expect(blocks).toHaveLength(text.match(/```sh/g)!.length);
    const commands = blocks.join("\n").replace(/<[a-z][a-z ]*>/g, "X");
    expect(() => execFileSync("bash", ["-n"], { input: commands, stdio: "pipe" })).not.toThrow();
  });

  test("sends nobody to a page or a heading that is not there", () => {
    const links = [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].map(([, page, heading]) => ({ page, heading }));
    const broken = links.filter(({ page, heading }) => {
      const there = existsSync(join(folder, page!));
      return !there || (heading !== undefined && !anchors(read(page!)).includes(heading));
    });
    expect(broken).toEqual([]);
  });
});

test("the index has each alert with its severity, as the alert says it, and every page", () => {
  const index = read("README.md");
  const rows = [...index.matchAll(/^\| \[(\w+)\]\((\w+\.md)\) *\| (\w+) *\| \S/gm)];
  expect(rows.map(([, alert, page, severity]) => [alert, page, severity])).toEqual(
    alerts.map(({ alert, labels }) => [alert, `${alert}.md`, labels.severity]),
  );
  expect(operations.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});

test("a word in angle brackets is explained in the index", () => {
  const words = (text: string): string[] => [...text.matchAll(/<([a-z]+)>/g)].map(([, word]) => word!);
  const explained = new Set([...read("README.md").matchAll(/^- (.*):/gm)].flatMap(([, terms]) => words(terms!)));
  expect(explained.size).toBeGreaterThan(4);
  expect(
    [...names, "README.md"].flatMap((name) =>
      words(read(name))
        .filter((word) => !explained.has(word))
        .map((word) => `${name}: <${word}>`),
    ),
  ).toEqual([]);
});
