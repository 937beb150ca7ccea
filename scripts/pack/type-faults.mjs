import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** How the two kinds of consumers find a module: Node by itself, and a bundler. */
const consumers = [
  { file: "by-require.cts", module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  { file: "by-import.mts", module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  { file: "bundled.ts", module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
];

const lineOf = (app, { file, start, messageText }) => {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  if (file === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${relative(app, file.fileName)}:${line + 1}: ${text}`;
};

/**
 * Type-checks programs that import each of the packages, and the packages' own declarations with them.
 *
 * @param {string} app the folder in whose node_modules the packages are
 * @param {string[]} names the packages that code can import
 * @returns {string[]} one line for each fault
 */
export function typeFaults(app, names) {
  const text = names.map((name, index) => `import * as package${index} from "${name}";`);
  const used = `export const all: object[] = [${names.map((_, index) => `package${index}`).join(", ")}];`;
  for (const { file } of consumers) writeFileSync(join(app, file), [...text, used, ""].join("\n"));

  const faults = new Set();
  for (const moduleResolution of new Set(consumers.map((each) => each.moduleResolution))) {
    const mine = consumers.filter((each) => each.moduleResolution === moduleResolution);
    const program = ts.createProgram(
      mine.map(({ file }) => join(app, file)),
      {
        module: mine[0].module,
        moduleResolution,
        target: ts.ScriptTarget.ES2022,
        strict: true,
        noEmit: true,
        types: ["node"],
        typeRoots: [join(app, "node_modules/@types")],
      },
    );
    // Declarations of others may have faults of their own, which a consumer leaves aside.
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${app}/`));
    const found = [
      ...program.getOptionsDiagnostics(),
      ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
    ];
    for (const diagnostic of found) faults.add(lineOf(app, diagnostic));
    for (const name of names) {
      const declarations = ours.some(({ fileName }) => fileName === join(app, "packages", name, "dist/index.d.ts"));
      if (!declarations) faults.add(`${name}: 'types' must lead to dist/index.d.ts, and does not`);
    }
  }
  return [...faults];
}
