import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "../..");
const packages = readdirSync(join(root, "packages"));

const pages = [
  "README.md",
  ...packages.map((name) => `packages/${name}/README.md`),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
].filter((page) => existsSync(join(root, page)));

/** The programs of a page, each as a file beside it that is on no disk. */
const programsOf = (page: string, text = readFileSync(join(root, page), "utf8")) =>
  [...text.matchAll(/^```(?:ts|typescript)\n([^]*?)^```$/gm)].map(({ 1: code, index }) => ({
    path: join(root, dirname(page), `.${relative(dirname(page), page)}-${index}.ts`),
    // A program without imports would share its names with all others.
    code: `${code}export {};\n`,
    line: text.slice(0, index).split("\n").length,
    page,
  }));

type Program = ReturnType<typeof programsOf>[number];

/** What the compiler says of programs, by page and line. Packages are read from source; a page's imports are its folder's. */
function faultsOf(programs: readonly Program[]): string[] {
  const byPath = new Map(programs.map((program) => [program.path, program]));
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, types: ["node"], noEmit: true, noUnusedLocals: false },
    root,
  );
  expect(errors).toEqual([]);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => byPath.has(path) || fileExists(path);
  host.readFile = (path) => byPath.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const program = byPath.get(path);
    return program ? ts.createSourceFile(path, program.code, rest[0]) : getSourceFile(path, ...rest);
  };
  const compiled = ts.createProgram([...byPath.keys()], options, host);
  return [...byPath].flatMap(([path, { page, line }]) => {
    const file = compiled.getSourceFile(path)!;
    return [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)].map((fault) => {
      const at = line + 1 + file.getLineAndCharacterOfPosition(fault.start!).line;
      return `${page}:${at}: ${ts.flattenDiagnosticMessageText(fault.messageText, " ")}`;
    });
  });
}

test("every package has a README with a program, but for the one that is a command", () => {
  const withOne = new Set(pages.filter((page) => programsOf(page).length > 0));
  expect(packages.filter((name) => !withOne.has(`packages/${name}/README.md`))).toEqual(["cli"]);
});

test("every program in a README and in the docs compiles, and a fault is found by its page and line", () => {
  const planted = programsOf("docs/planted.md", "# Planted\n\n```ts\nconst size: number = 1;\nsize.grow();\n```\n");
  const programs = pages.flatMap((page) => programsOf(page));
  expect(programs.length).toBeGreaterThan(12);
  expect(faultsOf([...programs, ...planted])).toEqual([
    "docs/planted.md:5: Property 'grow' does not exist on type 'number'.",
  ]);
}, 600_000);
