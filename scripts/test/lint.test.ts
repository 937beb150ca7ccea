import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

interface Planted {
  readonly file: string;
  readonly code: string;
}

/** All the code of the tables below; ESLint takes seconds to start, so it is started once. */
const planted: Planted[] = [];
let reports: string[][];

beforeAll(() => {
  const input = JSON.stringify(planted.map(({ file, code }) => ({ file: join(root, file), code })));
  const script = join(__dirname, "lint-planted.mjs");
  reports = JSON.parse(execFileSync(process.execPath, [script], { cwd: root, encoding: "utf8", input }));
}, 180_000);

/** Each row is a sentence of the specification: what the rules say of its code, as `rule: message`. */
function specify<Row extends Planted>(verb: string, table: readonly Row[], check: (row: Row, said: string[]) => void) {
  for (const row of table) {
    const index = planted.push(row) - 1;
    const code = row.code.length < 80 ? row.code.trim() : `${row.code.slice(0, 80)}…`;
    test(`${row.file} ${verb} ${code.replaceAll(/\s+/g, " ")}`, () => {
      expect(reports).toHaveLength(planted.length);
      check(row, reports[index]!);
    });
  }
}

/** Each planted fault is reported once by the rule, with these words. */
function refuses(rule: string, table: readonly (Planted & { readonly says: string })[]): void {
  specify(`refuses (${rule})`, table, ({ says }, said) => {
    expect(said.filter((each) => each.startsWith(`${rule}: `))).toEqual([expect.stringContaining(says)]);
  });
}

/** No rule at all reports the code. */
function accepts(table: readonly Planted[]): void {
  specify("accepts", table, (_, said) => expect(said).toEqual([]));
}

const src = (name: string): string => `packages/${name}/src/planted.ts`;
const importing = (file: string, name: string): Planted => ({ file, code: `import "${name}";\n` });
const inTest = (body: string): Planted => ({
  file: "packages/config/test/planted.test.ts",
  code: `test("a sentence", () => {\n  ${body}\n});\n`,
});

const resourceOf: Record<string, string> = {
  aws: "@cdktf/provider-aws/lib/launch-template",
  helm: "@cdktf/provider-helm/lib/release",
  kubernetes: "@cdktf/provider-kubernetes/lib/secret-v1",
  gitlab: "@cdktf/provider-gitlab/lib/user-runner",
};

interface Expected {
  readonly siblings: readonly string[];
  /** What its tests alone may import: sources must declare what they import, and these are dev dependencies. */
  readonly forTests?: readonly string[];
  readonly providers: readonly string[];
}

const shared = ["config", "terraform-values"];

/** Written out apart from the table under test, so that a slip in either is seen. */
const expected: Record<string, Expected> = {
  config: { siblings: [], providers: [] },
  "terraform-values": { siblings: ["config"], providers: [] },
  "cloud-init": { siblings: ["config"], providers: [] },
  "aws-fleet": { siblings: ["config", "cloud-init", "terraform-values"], providers: ["aws"] },
  "ec2-manager": { siblings: ["config", "cloud-init", "terraform-values"], providers: ["aws"] },
  "ecs-manager": { siblings: shared, providers: ["aws"] },
  "runner-registration": { siblings: shared, providers: ["gitlab"] },
  "runner-image": { siblings: shared, providers: ["aws"] },
  "eks-manager": {
    siblings: ["config", "runner-cache-chart", "runner-manager-chart"],
    providers: ["helm", "kubernetes"],
  },
  stack: {
    siblings: [
      "config",
      "aws-fleet",
      "ec2-manager",
      "ecs-manager",
      "eks-manager",
      "runner-image",
      "runner-registration",
      "terraform-values",
    ],
    forTests: ["hcl", "runner-manager-chart"],
    providers: ["aws", "gitlab", "helm", "kubernetes"],
  },
};
const rows = Object.entries(expected);
const withConstructs = rows.filter(([name]) => name !== "config" && name !== "cloud-init");

describe("a package may import what its row lists", () => {
  accepts([
    ...rows.flatMap(([name, { siblings }]) => siblings.map((each) => importing(src(name), `@runner-fleet/${each}`))),
    ...rows.flatMap(([name, { providers }]) => providers.map((each) => importing(src(name), resourceOf[each]!))),
    ...withConstructs.map(([name]) => importing(src(name), "cdktf")),
    ...withConstructs.map(([name]) => importing(src(name), "constructs")),
    importing(src("config"), "zod"),
    importing(src("config"), "node:crypto"),
    importing("packages/config/src/render/planted.ts", "../names"),
    importing(src("runner-image"), "node:fs"),
    importing("packages/config/test/planted.ts", "node:fs"),
    importing("packages/eks-manager/test/chart/planted.ts", "../../../../scripts/helm.mjs"),
    { file: src("eks-manager"), code: 'require.resolve("@runner-fleet/runner-manager-chart/Chart.yaml");\n' },
    { file: "packages/config/jest.config.js", code: 'module.exports = require("../../jest.preset.js");\n' },
  ]);
});

describe("a package may not import a sibling outside its row", () => {
  refuses(
    "runner-fleet/layers",
    rows.flatMap(([name, { siblings, forTests = [] }]) =>
      rows
        .filter(([other]) => other !== name && !siblings.includes(other))
        .map(([other]) => ({
          ...importing(src(name), `@runner-fleet/${other}`),
          says: `packages/${name} may import ${
            [...siblings, ...forTests]
              .map((each) => `'@runner-fleet/${each}'`)
              .join(", ")
              .replace(/, ([^,]*)$/, " and $1") || "nothing"
          } of our packages, not '@runner-fleet/${other}'`,
        })),
    ),
  );
});

describe("a package may not import a provider outside its row", () => {
  refuses(
    "runner-fleet/layers",
    rows.flatMap(([name, { providers }]) =>
      Object.entries(resourceOf)
        .filter(([provider]) => !providers.includes(provider))
        .map(([, resource]) => ({
          ...importing(src(name), resource),
          says: `packages/${name} may import ${
            providers
              .map((each) => `'@cdktf/provider-${each}/lib/<resource>'`)
              .join(", ")
              .replace(/, ([^,]*)$/, " and $1") || "nothing"
          } of the providers, not '${resource}'`,
        })),
    ),
  );
});

describe("a provider is imported by the path of one resource", () => {
  refuses(
    "runner-fleet/layers",
    ["@cdktf/provider-aws", "@cdktf/provider-aws/lib", "@cdktf/provider-aws/lib/launch-template/index"].map((name) => ({
      ...importing(src("aws-fleet"), name),
      says: `import one resource, '@cdktf/provider-aws/lib/<resource>', not '${name}'`,
    })),
  );
});

describe("config knows no constructs and reaches nothing outside the process", () => {
  refuses("runner-fleet/layers", [
    ...["cdktf", "constructs", "cdktf/lib/tokens", "@cdktf/hcl2json"].map((name) => ({
      ...importing(src("config"), name),
      says: `packages/config knows no constructs, so not '${name}'`,
    })),
    ...["fs", "node:fs", "node:fs/promises", "child_process", "node:https"].map((name) => ({
      ...importing(src("config"), name),
      says: `packages/config reads no file and starts nothing, so not '${name}'`,
    })),
  ]);
});

describe("no form of import goes around the table", () => {
  const says = "packages/config knows no constructs, so not 'cdktf'";
  refuses(
    "runner-fleet/layers",
    [
      'import { Token } from "cdktf";',
      'import type { Token } from "cdktf";',
      'export * from "cdktf";',
      'export { Token } from "cdktf";',
      'export const load = () => import("cdktf");',
      "export const load = () => import(`cdktf`);",
      'export type Token = import("cdktf").Token;',
      'import cdktf = require("cdktf");',
      'const cdktf = require("cdktf");',
      'require.resolve("cdktf");',
    ].map((code) => ({ file: src("config"), code: `${code}\n`, says })),
  );
});

describe("tests keep to the same table", () => {
  refuses("runner-fleet/layers", [
    { ...inTest('jest.mock("cdktf");'), says: "packages/config knows no constructs, so not 'cdktf'" },
    {
      ...importing("packages/aws-fleet/test/planted.ts", "@runner-fleet/stack"),
      says: "packages/aws-fleet may import '@runner-fleet/config', '@runner-fleet/cloud-init' and '@runner-fleet/terraform-values' of our packages",
    },
    {
      ...importing("charts/runner-manager/test/planted.ts", "cdktf"),
      says: "charts/runner-manager knows no constructs, so not 'cdktf'",
    },
  ]);
});

describe("a package is reached by its name and its public entry point", () => {
  refuses("runner-fleet/layers", [
    {
      ...importing(src("aws-fleet"), "@runner-fleet/config/src/names"),
      says: "import '@runner-fleet/config', its public entry point, not '@runner-fleet/config/src/names'",
    },
    {
      ...importing("examples/planted/main.ts", "@runner-fleet/stack/dist/index"),
      says: "import '@runner-fleet/stack', its public entry point",
    },
    {
      ...importing(src("aws-fleet"), "../../config/src/names"),
      says: "'../../config/src/names' leaves packages/aws-fleet",
    },
    {
      ...importing("packages/aws-fleet/src/deep/planted.ts", "../../../config"),
      says: "'../../../config' leaves packages/aws-fleet",
    },
    {
      ...importing("packages/aws-fleet/test/planted.ts", "../../config/test/planted"),
      says: "'../../config/test/planted' leaves packages/aws-fleet",
    },
    {
      ...importing(src("aws-fleet"), "../../../jest.preset"),
      says: "'../../../jest.preset' leaves packages/aws-fleet",
    },
  ]);
});

describe("a package without a row may import nothing", () => {
  refuses("runner-fleet/layers", [
    {
      ...importing(src("planted"), "zod"),
      says: "'packages/planted' has no row in scripts/lint/layer-table.mjs; add one that says what it may import",
    },
  ]);
});

describe("an import is listed in the package's own package.json", () => {
  refuses("runner-fleet/declared-imports", [
    { ...importing(src("hcl"), "yaml"), says: "'yaml' is not in the dependencies of packages/hcl/package.json" },
    {
      ...importing(src("hcl"), "fast-check"),
      says: "'fast-check' is not in the dependencies of packages/hcl/package.json",
    },
    {
      ...importing(src("config"), "fast-check"),
      says: "'fast-check' is not in the dependencies or devDependencies of packages/config/package.json",
    },
    {
      ...importing("packages/config/test/planted.ts", "@scope/absent/deep"),
      says: "'@scope/absent' is not in the dependencies or devDependencies of packages/config/package.json",
    },
  ]);
});

describe("a public name has a doc comment", () => {
  refuses(
    "jsdoc/require-jsdoc",
    [
      "export class Planted {}",
      "export function planted(): void {}",
      "export const planted = 1;",
      "export type Planted = string;",
      "export interface Planted {\n  /** Its size. */\n  readonly size: number;\n}",
      "/** A thing. */\nexport interface Planted {\n  readonly size: number;\n}",
      "/** A thing. */\nexport class Planted {\n  grow(): void {}\n}",
    ].map((code) => ({ file: src("config"), code: `${code}\n`, says: "Missing JSDoc" })),
  );
});

describe("what is not public, and a constructor, needs no doc comment", () => {
  accepts([
    { file: src("config"), code: "function planted(): void {}\nplanted();\n" },
    {
      file: src("config"),
      code: "interface Planted {\n  readonly size: number;\n}\nexport default (({ size: 1 }) as Planted);\n",
    },
    {
      file: src("config"),
      code: "/** A thing. */\nexport class Planted {\n  constructor(readonly size: number) {}\n  private grow(): void {}\n}\n",
    },
  ]);
});

describe("an optional property says what happens when it is left out", () => {
  const optional = (doc: string): string =>
    `/** A thing. */\nexport interface Planted {\n  ${doc}\n  readonly size?: number;\n}\n`;
  refuses("jsdoc/no-restricted-syntax", [
    { file: src("config"), code: optional("/** Its size. */"), says: "Say what happens when this is left out" },
  ]);
  accepts([
    { file: src("config"), code: optional("/**\n   * Its size.\n   *\n   * @default 10\n   */") },
    { file: src("config"), code: optional("/**\n   * Its size.\n   *\n   * @default - as large as it gets\n   */") },
  ]);
});

describe("files are short, kebab-case and named after a noun", () => {
  const lines = (count: number): string => "export {};\n".repeat(count);
  refuses("max-lines", [
    { file: src("config"), code: lines(401), says: "File has too many lines (401). Maximum allowed is 400" },
  ]);
  refuses("unicorn/filename-case", [
    { file: "packages/config/src/runnerFleet.ts", code: lines(1), says: "Rename it to `runner-fleet.ts`" },
  ]);
  refuses(
    "no-restricted-syntax",
    ["utils.ts", "types.ts", "helpers.ts"].map((name) => ({
      file: `packages/config/src/${name}`,
      code: lines(1),
      says: "Name the file after the noun it holds",
    })),
  );
  accepts([{ file: src("config"), code: lines(400) }]);
});

describe("no rule is switched off in place, no work is left for later", () => {
  refuses("no-warning-comments", [
    { file: src("config"), code: "/* eslint-disable */\nexport {};\n", says: "Unexpected 'eslint-disable' comment" },
    { file: src("config"), code: "// TODO finish\nexport {};\n", says: "Unexpected 'todo' comment" },
  ]);
  refuses("eqeqeq", [
    {
      file: src("config"),
      code: "// eslint-disable-next-line eqeqeq\nexport default process.pid == 1;\n",
      says: "Expected '===' and instead saw '=='",
    },
  ]);
});

describe("a test asserts something, and can fail", () => {
  const one = (rule: string, body: string, says: string): void => refuses(rule, [{ ...inTest(body), says }]);
  one("jest/expect-expect", "Math.max(1, 2);", "Test has no assertions");
  one("jest/valid-expect", "expect(1);", "Expect must have a corresponding matcher call");
  one("jest/require-to-throw-message", "expect(Math.max).toThrow();", "Add an error message to toThrow()");
  one("jest/no-restricted-matchers", "expect(1).toBeDefined();", "Say what it is, not only that it is there");
  one("jest/no-restricted-matchers", "expect(1).toMatchSnapshot();", "Assert the few properties that matter");
  one("jest/no-restricted-matchers", 'expect(1).toMatchInlineSnapshot("1");', "Assert the few properties that matter");
  one(
    "jest/no-conditional-expect",
    "if (Math.random() > 1) expect(1).toBe(1);",
    "Avoid calling `expect` conditionally",
  );
  const file = "packages/config/test/planted.test.ts";
  const body = "() => {\n  expect(1).toBe(1);\n}";
  refuses("jest/no-disabled-tests", [
    { file, code: `test.skip("a sentence", ${body});\n`, says: "Tests should not be skipped" },
  ]);
  refuses("jest/no-focused-tests", [
    { file, code: `test.only("a sentence", ${body});\n`, says: "Unexpected focused test" },
  ]);
  refuses("jest/no-identical-title", [
    {
      file,
      code: `test("a sentence", ${body});\ntest("a sentence", ${body});\n`,
      says: "Test title is used multiple times",
    },
  ]);
  refuses("no-restricted-syntax", [
    { file, code: 'test.todo("a sentence");\n', says: "Write the test or open an issue" },
  ]);
  accepts([inTest('expect(() => parse("")).toThrow("must not be empty");'), inTest("fc.assert(property);")]);
});
