import { contentFaults } from "../pack/package-contents";
import { namedModules } from "../pack/named-modules";
import { textFaults } from "../pack/text-faults";

describe("the files of a package", () => {
  const name = "@runner-fleet/hcl";
  const sources = [
    "package.json",
    "README.md",
    "LICENSE",
    "src/index.ts",
    "src/a/b.ts",
    "test/a.test.ts",
    "schemas/x.json",
  ];
  const good = ["LICENSE", "README.md", "package.json", "schemas/x.json"]
    .concat(["dist/index.js", "dist/index.d.ts", "dist/a/b.js", "dist/a/b.d.ts"])
    .map((path) => ({ path, mode: 0o644 }));
  const without = (path: string) => good.filter((file) => file.path !== path);
  const withFile = (path: string, mode = 0o644) => [...good, { path, mode }];

  test("are its code, what it declares besides, its README and its licence", () => {
    expect(contentFaults(name, good, sources)).toEqual([]);
  });

  test.each([
    ["a licence that is missing", without("LICENSE"), "LICENSE: must be in the package, and is missing"],
    ["an asset that is missing", without("schemas/x.json"), "schemas/x.json: must be in the package, and is missing"],
    ["code that is not built", without("dist/a/b.js"), "dist/a/b.js: must be in the package, and is not built"],
    ["types that are not built", without("dist/a/b.d.ts"), "dist/a/b.d.ts: must be in the package, and is not built"],
    ["code without a source", withFile("dist/old.js"), "dist/old.js: must have its source in src, and has none"],
    ["a source", withFile("src/index.ts"), "src/index.ts: must not be in the package"],
    ["a test", withFile("test/a.test.ts"), "test/a.test.ts: must not be in the package"],
    ["settings", withFile("tsconfig.json"), "tsconfig.json: must not be in the package"],
    ["a source map", withFile("dist/index.js.map"), "dist/index.js.map: must have its source in src, and has none"],
  ])("a fault is %s", (_name, packed, fault) => {
    const faults = contentFaults(name, packed, sources);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  test.each([
    ["config, which has types", "@runner-fleet/config", ["dist/index.js", "dist/index.d.ts", "dist/a/b.d.ts"]],
    ["the command, which has none", "@runner-fleet/cli", ["dist/main.js"]],
  ])("of %s, are one file of code", (_name, bundled, compiled) => {
    const own = ["package.json", "README.md", "LICENSE", "src/index.ts", "src/main.ts", "src/a/b.ts"].filter(
      (file) => !file.endsWith(bundled === "@runner-fleet/cli" ? "index.ts" : "main.ts"),
    );
    const packed = ["LICENSE", "README.md", "package.json", ...compiled].map((path) => ({ path, mode: 0o644 }));
    expect(contentFaults(bundled, packed, own)).toEqual([]);
    expect(contentFaults(bundled, [...packed, { path: "dist/a/b.js", mode: 0o644 }], own)).toEqual([
      expect.stringContaining("dist/a/b.js: must have its source in src, and has none"),
    ]);
  });

  test("are all of a folder that an image is built from, since its hash is in what is synthesised", () => {
    const image = ["image/main.go", "image/main_test.go"];
    const packed = ["LICENSE", "README.md", "package.json", "image/main.go"].map((path) => ({ path, mode: 0o644 }));
    expect(contentFaults("@runner-fleet/runner-image", packed, image)).toEqual([
      expect.stringContaining("image/main_test.go: must be in the package, and is missing"),
    ]);
  });

  test.each([
    ["is not executable", withFile("bin/x.js")],
    ["is missing", good],
  ])("a fault is a command whose file %s", (_name, packed) => {
    const files = packed.some(({ path }) => path === "bin/x.js") ? [...sources, "bin/x.js"] : sources;
    expect(contentFaults(name, packed, files, { x: "./bin/x.js" })).toEqual([
      "./bin/x.js: must be in the package and executable, since it is the command x",
    ]);
    expect(contentFaults(name, withFile("bin/x.js", 0o755), [...sources, "bin/x.js"], { x: "./bin/x.js" })).toEqual([]);
  });
});

describe("the text of a published file", () => {
  const nothingPacked = () => false;

  test.each([
    ["a runner's token", `glrt-${"a1".repeat(12)}`],
    ["a GitLab token", `glpat-${"a1".repeat(12)}`],
    ["a GitHub token", `ghp_${"a1".repeat(18)}`],
    ["an npm token", `npm_${"a1".repeat(18)}`],
    ["an AWS access key", `AKIA${"A1".repeat(8)}`],
    ["a private key", `-----BEGIN RSA PRIVATE KEY-----\n${"a1B2".repeat(16)}`],
  ])("a fault is %s, which is not shown", (what, secret) => {
    const faults = textFaults("dist/a.js", `const a = "${secret}";`, nothingPacked);
    expect(faults).toEqual([`dist/a.js: must hold no secret, and holds what looks like ${what}; remove and revoke it`]);
    expect(faults.join()).not.toContain(secret);
  });

  test("the beginning of a token, as in a message or a pattern, is none", () => {
    const text =
      'token must begin with "glrt-", got glpat-…; /AKIA[A-Z]{16}/ -----BEGIN PRIVATE KEY----- npm_config_cache';
    expect(textFaults("README.md", text, nothingPacked)).toEqual([]);
  });

  test("a fault is a source map that is not packed", () => {
    const text = "exports.a = 1;\n//# sourceMappingURL=a.js.map\n";
    expect(textFaults("dist/a.js", text, nothingPacked)).toEqual([
      "dist/a.js: must name no source map that the package does not have, got a.js.map; build without source maps",
    ]);
    expect(textFaults("dist/a.js", text, (path) => path === "a.js.map")).toEqual([]);
  });
});

test("the modules that compiled code names are found, at once or later, and not those in its comments", () => {
  const text = [
    '"use strict";',
    "/**",
    ' * As require("in-a-comment") does.',
    " */",
    'const a = require("a");',
    '// require("in-a-line")',
    'const later = () => Promise.resolve().then(() => __importStar(require("./b")));',
    'const c = async () => await import("c/d");',
    'require.resolve("e/package.json"); require("a");',
    "require(name);",
  ].join("\n");
  expect(namedModules(text)).toEqual(["a", "./b", "c/d", "e/package.json"]);
});
