import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

const BEGIN = "<!-- values: written by `npm run generate` from values.yaml -->";
const END = "<!-- end of values -->";
const README = `# Any\n\n${BEGIN}\n\nold\n\n${END}\n\nMore.\n`;

/** A values.yaml for each test, or that and a README. */
const charts = {
  "one value": ["# -- A colour.\ncolour: red\n"],
  maps: [
    "# -- A.\na: 1\nb:\n  # -- C.\n  c:\n    - x\n  d:\n    # -- E.\n    e: false\n# -- F.\nf: {}\n# -- G.\ng: { h: [1, 2] }\n",
  ],
  defaults: [
    '# -- A.\n# @default -- made from B\na: ""\n# -- (required) B.\nb: ""\n# -- (required if a) C,\n# in two lines.\nc: ""\n',
  ],
  markdown: ['# -- A `|` or <b>.\na: "x|y"\n'],
  "no description": ["# -- A.\na: 1\nb:\n  c: 2\n"],
  "an unmarked description": ["# -- A.\na: 1\nb:\n  # How many.\n  c: 2\n"],
  "a list": ["- 1\n"],
  "no YAML": ["a: [1\n"],
  "neither comment": ["# -- A.\na: 1\n", "# Any\n"],
  "the comments in the wrong order": ["# -- A.\na: 1\n", `${END}\n${BEGIN}\n`],
} satisfies Record<string, [values: string, readme?: string]>;

/** What is generated for each of the charts: its README, or the message of the error. */
let generated: Record<keyof typeof charts, string>;

beforeAll(() => {
  // The generator is ESM, which jest's sandbox does not load; hence a process of its own, one for all.
  const code = `
    import { text } from "node:stream/consumers";
    import { chartReadme } from "./scripts/generate/chart-readme.mts";
    const charts = Object.entries(JSON.parse(await text(process.stdin)));
    const generated = charts.map(([name, [values, readme = ${JSON.stringify(README)}]]) => {
      const files = { "charts/any/values.yaml": values, "charts/any/README.md": readme };
      try {
        return [name, chartReadme("charts/any", (path) => files[path])];
      } catch (error) {
        return [name, error.message];
      }
    });
    console.log(JSON.stringify(Object.fromEntries(generated)));`;
  const { stdout, stderr } = spawnSync(join(root, "node_modules/.bin/tsx"), ["--input-type=module", "--eval", code], {
    cwd: root,
    input: JSON.stringify(charts),
    encoding: "utf8",
  });
  if (stderr !== "") throw new Error(stderr);
  generated = JSON.parse(stdout);
});

/** Rows of the table, without its head. */
const rows = (readme: string) => readme.split("\n").filter((line) => line.startsWith("| `"));

test("the table comes between the two comments, and the text around them stays", () => {
  expect(generated["one value"]).toBe(
    `# Any\n\n${BEGIN}\n\n| Value | Default | Meaning |\n| --- | --- | --- |\n| \`colour\` | \`red\` | A colour. |\n\n${END}\n\nMore.\n`,
  );
});

test("maps are sections, unless they are empty or written in braces", () => {
  expect(rows(generated.maps)).toEqual([
    "| `a` | `1` | A. |",
    '| `b.c` | `["x"]` | C. |',
    "| `b.d.e` | `false` | E. |",
    "| `f` | none | F. |",
    "| `g` | `{ h: [1, 2] }` | G. |",
  ]);
});

test("a default can be said in words, and a value be required", () => {
  expect(rows(generated.defaults)).toEqual([
    "| `a` | made from B | A. |",
    "| `b` | **required** | B. |",
    "| `c` | **required if a** | C, in two lines. |",
  ]);
});

test("what Markdown would take for its own is written so that it does not", () => {
  expect(rows(generated.markdown)).toEqual(["| `a` | `x\\|y` | A `\\|` or \\<b>. |"]);
});

test.each([
  ["no description", "got none"],
  ["an unmarked description", "got 'How many.'"],
] as const)("a value with %s is refused", (name, got) => {
  expect(generated[name]).toBe(
    `charts/any/values.yaml: 'b.c' must have a description above it, ${got}; write '# -- What it means.'`,
  );
});

test.each([
  ["a list", "charts/any/values.yaml: must be a map of values; correct it"],
  ["no YAML", "charts/any/values.yaml: must be a map of values, got "],
] as const)("a values.yaml that is %s is refused", (name, message) => {
  expect(generated[name]).toContain(message);
});

test.each(["neither comment", "the comments in the wrong order"] as const)("a README with %s is refused", (name) => {
  expect(generated[name]).toBe(
    `charts/any/README.md: must hold '${BEGIN}' and after it '${END}'; write each on a line of its own`,
  );
});
