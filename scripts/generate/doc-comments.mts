import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { JsonSchema } from "./json-schema.mts";

const root = join(import.meta.dirname, "../..");
const SOURCE = join(root, "packages/config/src/schema/runner-fleet-config.ts");

/**
 * Gives every key of the JSON Schema of `RunnerFleetInput` the text that an editor shows for it.
 *
 * @throws Error when a key has no doc comment there
 */
export function describeTables(schema: JsonSchema): void {
  const program = ts.createProgram([SOURCE], compilerOptions());
  const file = program.getSourceFile(SOURCE);
  const alias = file?.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === "RunnerFleetInput",
  );
  if (!alias) {
    throw new Error(`${SOURCE}: must export the type RunnerFleetInput`);
  }
  describe(schema, program.getTypeChecker().getTypeAtLocation(alias), program.getTypeChecker(), []);
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, "packages/config/tsconfig.json");
  const { config } = ts.readConfigFile(path, (name) => readFileSync(name, "utf8")) as { config: object };
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path)).options;
}

function describe(schema: JsonSchema, type: ts.Type, checker: ts.TypeChecker, path: readonly string[]): void {
  for (const branch of schema.anyOf ?? []) {
    describe(branch, type, checker, path);
  }
  for (const form of schema.oneOf ?? []) {
    describe(form, typeOfForm(form, type, checker, path), checker, path);
  }
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const symbol = parts(type)
      .map((part) => part.getProperty(key))
      .find((found) => found !== undefined);
    if (!symbol) {
      throw new Error(`${[...path, key].join(".")}: must be a key of the type RunnerFleetInput`);
    }
    const text = documentation(symbol, checker);
    if (text === "") {
      throw new Error(`${[...path, key].join(".")}: must have a doc comment`);
    }
    child.description = text;
    describe(child, checker.getTypeOfSymbol(symbol), checker, [...path, key]);
  }
  const element = parts(type)
    .map((part) => part.getNumberIndexType())
    .find((found) => found !== undefined);
  if (schema.items && element) {
    describe(schema.items, element, checker, [...path, "[]"]);
  }
  const value = parts(type)
    .map((part) => part.getStringIndexType())
    .find((found) => found !== undefined);
  if (typeof schema.additionalProperties === "object" && value) {
    describe(schema.additionalProperties, value, checker, [...path, "*"]);
  }
}

/** Of the forms of a table the one with the same constants. */
function typeOfForm(form: JsonSchema, type: ts.Type, checker: ts.TypeChecker, path: readonly string[]): ts.Type {
  const constants = Object.entries(form.properties ?? {}).filter(([, { const: value }]) => value !== undefined);
  const isForm = (part: ts.Type) =>
    constants.every(([key, { const: value }]) => {
      const symbol = part.getProperty(key);
      return symbol && checker.typeToString(checker.getTypeOfSymbol(symbol)) === JSON.stringify(value);
    });
  const found = parts(type).find(isForm);
  if (!found) {
    throw new Error(`${path.join(".")}: must have a type of the form ${JSON.stringify(constants)}`);
  }
  return found;
}

const parts = (type: ts.Type) => (type.isUnion() ? type.types : [type]);

function documentation(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const summary = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const [fallback] = symbol.getJsDocTags(checker).filter(({ name }) => name === "default");
  const text = ts.displayPartsToString(fallback?.text);
  return [summary, text && `Default: ${text.replace(/^- /, "")}`]
    .filter(Boolean)
    .join("\n\n")
    .replace(/(?<!\n)\n(?!\n)/g, " ");
}
