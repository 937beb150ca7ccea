import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** Graphs to draw, each by its lines; all but the last two have what a screen reader says. */
const graphs = {
  named: ['title="A & B" desc="One <two>" a [class=yours label="First\\nsecond\\nthird"] a -> b [class=manager]'],
  caption: ['title=t desc=d a [class=caption label="only a note"]'],
  "unknown class": ['title=t desc=d a [class=puce label="x"]'],
  "no description": ["title=t a"],
  "no title": ["desc=d a"],
} satisfies Record<string, [string]>;

interface Layer {
  providers: string[];
  siblings: string[];
  assets: string[];
}

const layer = (siblings: string[], providers: string[] = [], assets: string[] = []): Layer => ({
  providers,
  siblings,
  assets,
});

const layers = {
  "packages/base": layer([]),
  "packages/middle": layer(["base"], ["aws"]),
  "packages/charted": layer(["base"], ["helm", "kubernetes"], ["manager-chart"]),
  "packages/top": layer(
    ["base", "middle", "charted", "tested"],
    ["aws", "gitlab", "helm", "kubernetes"],
    ["manager-chart"],
  ),
  "packages/tested": layer([], ["aws"]),
  "examples/*": layer(["top"]),
};

/** What package.json says: `top` needs `tested`, and `tested` its provider, in tests alone. */
const dependencies = {
  "packages/base": ["zod"],
  "packages/middle": ["cdktf", "@cdktf/provider-aws", "@runner-fleet/base"],
  "packages/charted": [
    "cdktf",
    "@cdktf/provider-helm",
    "@cdktf/provider-kubernetes",
    "@runner-fleet/base",
    "@runner-fleet/manager-chart",
  ],
  "packages/top": [
    "cdktf",
    "@cdktf/provider-aws",
    "@cdktf/provider-gitlab",
    "@cdktf/provider-helm",
    "@runner-fleet/base",
    "@runner-fleet/middle",
    "@runner-fleet/charted",
    "@runner-fleet/manager-chart",
  ],
  "packages/tested": [],
};

/** The SVG of each graph, or the message of the error. */
let drawn: Record<keyof typeof graphs, string>;
/** The graph of the packages above, line by line. */
let packages: string[];

beforeAll(() => {
  // The generator is ESM, which jest's sandbox does not load; hence a process of its own, one for all.
  const code = `
    import { text } from "node:stream/consumers";
    import { instance } from "@viz-js/viz";
    import { packagesDot } from "./scripts/generate/packages-dot.mts";
    import { picture } from "./scripts/generate/picture.mts";
    const { graphs, layers, dependencies } = JSON.parse(await text(process.stdin));
    const viz = await instance();
    const drawn = Object.entries(graphs).map(([name, [body]]) => {
      try {
        return [name, picture(viz, "digraph g {" + body + "}")];
      } catch (error) {
        return [name, error.message];
      }
    });
    const packages = packagesDot(layers, (folder) => dependencies[folder]);
    console.log(JSON.stringify({ drawn: Object.fromEntries(drawn), packages }));`;
  const { stdout, stderr } = spawnSync(join(root, "node_modules/.bin/tsx"), ["--input-type=module", "--eval", code], {
    cwd: root,
    input: JSON.stringify({ graphs, layers, dependencies }),
    encoding: "utf8",
  });
  if (stderr !== "") throw new Error(stderr);
  const result = JSON.parse(stdout) as { drawn: typeof drawn; packages: string };
  drawn = result.drawn;
  packages = result.packages.split("\n").map((line) => line.trim());
});

/** Texts of a picture, each as its class and what it says. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text class="(\w+)"[^>]*>([^<]*)</g)].map(([, className, text]) => `${className}: ${text}`);

describe("a picture", () => {
  test("says to a screen reader what the graph says of itself", () => {
    expect(drawn.named).toContain('role="img" aria-labelledby="title description"');
    expect(drawn.named).toContain('<title id="title">A &amp; B</title>\n<desc id="description">One &lt;two></desc>');
  });

  test("has no other title, which a browser would show over a part of it", () => {
    expect(drawn.named.match(/<title/g)).toHaveLength(1);
  });

  test("shows the first line of a node as its name and the others as notes", () => {
    expect(textsOf(drawn.named)).toEqual(["name: First", "note: second", "note: third", "name: b"]);
    expect(textsOf(drawn.caption)).toEqual(["note: only a note"]);
  });

  test("has for everything that it colours one colour on light and one on dark pages", () => {
    const [light = "", dark = ""] = (/<style>(.*?)<\/style>/s.exec(drawn.named)?.[1] ?? "").split(
      "@media (prefers-color-scheme: dark)",
    );
    const selectorsOf = (style: string) => [...style.matchAll(/^(\..*) \{/gm)].map(([, selector]) => selector);
    expect(selectorsOf(light)).toContain(".node.yours path");
    expect(selectorsOf(dark)).toEqual(selectorsOf(light));
    expect(drawn.named).toContain('<g class="node yours">');
    expect(drawn.named).toContain('<g class="edge manager">');
  });

  test("lies on a card of its own, since the page may have any colour", () => {
    expect(drawn.named).toMatch(/<\/style>\n<rect class="card" /);
  });

  test("names no program, version or time that would make it another picture next year", () => {
    expect(drawn.named).not.toMatch(/graphviz|<!--|<\?xml/i);
  });

  test("is not drawn of a graph that a screen reader can't say, or in colours that nobody chose", () => {
    const nameless = "graph 'g': must have the attributes 'title' and 'desc', which screen readers say";
    expect(drawn["no title"]).toBe(nameless);
    expect(drawn["no description"]).toBe(nameless);
    expect(drawn["unknown class"]).toMatch(/^graph 'g': class 'puce' has no colours; choose one of frame, yours, /);
  });
});

describe("the graph of the packages", () => {
  test("has an arrow for each import that does not follow from others", () => {
    expect(packages.filter((line) => line.includes("->"))).toEqual([
      '"middle" -> "base"',
      '"charted" -> "base"',
      '"charted" -> "manager-chart"',
      '"top" -> "middle"',
      '"top" -> "charted"',
    ]);
  });

  test("says of each package which providers it knows, two a line, and not what only its tests know", () => {
    expect(packages.filter((line) => line.includes("[class="))).toEqual([
      '"base" [class=other label="base\\nplain TypeScript"]',
      '"middle" [class=ours label="middle\\naws"]',
      '"charted" [class=ours label="charted\\nhelm, kubernetes"]',
      '"top" [class=ours label="top\\naws, gitlab,\\nhelm"]',
      '"tested" [class=other label="tested\\nplain TypeScript"]',
      '"manager-chart" [class=terraform label="manager\\nHelm chart"]',
    ]);
  });

  test("says the same in words", () => {
    expect(packages.join("\n")).toContain(
      "left out. base imports none. middle imports base. charted imports base, manager-chart. top imports base, middle",
    );
  });
});

test("the committed picture of the packages has every package of the layer table", () => {
  const table = readFileSync(join(root, "scripts/lint/layer-table.mjs"), "utf8");
  const names = [...table.matchAll(/^ {2}"packages\/([\w-]+)": /gm)].map(([, name]) => `name: ${name}`);
  expect(names.length).toBeGreaterThan(9);
  expect(textsOf(readFileSync(join(root, "docs/packages.svg"), "utf8"))).toEqual(expect.arrayContaining(names));
});
