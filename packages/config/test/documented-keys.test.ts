import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import * as z from "zod";
import { tomlKeys } from "../src/schema/value";
import { unwrap } from "../src/schema/toml-key";

const folder = join(__dirname, "../src/schema");

interface DocumentedKey {
  readonly where: string;
  readonly schema: z.ZodType;
  readonly summary: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** Every key in an exported table, or part of one, with its doc comment and with the schema that it is at run time. */
function documentedKeys(file: string): DocumentedKey[] {
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const exported = jest.requireActual<Record<string, unknown>>(join(folder, file));
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap((declaration) => {
      const name = declaration.name.getText();
      const literal = declaration.initializer && keysLiteral(declaration.initializer);
      const shape = shapeOf(exported[name]);
      return literal && shape
        ? literal.properties.filter(ts.isPropertyAssignment).map((key) => ({
            where: `${file} ${name}.${key.name.getText()}`,
            schema: shape[key.name.getText()] as z.ZodType,
            ...docOf(key),
          }))
        : [];
    }),
  );
}

/** The `{…}` of `section({…})`, with or without checks behind it, of `settings({…})` or of `{…} as const`. */
function keysLiteral(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isAsExpression(node)) {
    return keysLiteral(node.expression);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return keysLiteral(node.expression.expression);
  }
  if (ts.isCallExpression(node)) {
    return /^(section|settings)$/.test(node.expression.getText())
      ? keysLiteral(node.arguments[0] as ts.Expression)
      : undefined;
  }
  return ts.isObjectLiteralExpression(node) ? node : undefined;
}

function shapeOf(value: unknown): Record<string, z.ZodType> | undefined {
  if (value instanceof z.ZodObject) {
    return value.shape as Record<string, z.ZodType>;
  }
  const isShape =
    typeof value === "object" && value !== null && Object.values(value).every((item) => item instanceof z.ZodType);
  return isShape ? (value as Record<string, z.ZodType>) : undefined;
}

function docOf(node: ts.Node): Pick<DocumentedKey, "summary" | "tags"> {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = (comment: ts.JSDoc["comment"]) => ts.getTextOfJSDocComment(comment)?.trim() ?? "";
  return {
    summary: text(doc?.comment),
    tags: new Map(doc?.tags?.map((tag) => [tag.tagName.text, text(tag.comment)])),
  };
}

const keys = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap(documentedKeys);

const defaultOf = (schema: z.ZodType): unknown => (schema.def as { defaultValue?: unknown }).defaultValue;
const isOptional = (schema: z.ZodType) => schema.safeParse(undefined).success;
const wheres = (found: readonly DocumentedKey[]) => found.map(({ where }) => where);

describe("every key of the model", () => {
  test("is found here", () => {
    expect(keys.length).toBeGreaterThan(350);
    expect(wheres(keys)).toContain("docker-limits.ts dockerLimits.shmSize");
    expect(wheres(keys)).toContain("autoscaler.ts policySchema.idleTime");
    expect(wheres(keys)).toContain("kubernetes/kubernetes-build-resources.ts kubernetesBuildResources.cpuLimit");
    expect(wheres(keys)).toContain("kubernetes/security-context.ts seccompProfileSchema.localhostProfile");
    expect(wheres(keys.filter(({ schema }) => !(schema instanceof z.ZodType)))).toEqual([]);
  });

  test("says what it is, in a sentence", () => {
    expect(wheres(keys.filter(({ summary }) => !/^[A-Z\d`].{10,}[.:]$/s.test(summary)))).toEqual([]);
  });

  test("says what holds without it, unless it is required", () => {
    expect(wheres(keys.filter(({ schema, tags }) => isOptional(schema) !== tags.has("default")))).toEqual([]);
  });

  test("states the default that the schema has, by value or in words that name no other", () => {
    const withDefault = keys.filter(({ schema }) => ["string", "number", "boolean"].includes(typeof defaultOf(schema)));
    expect(withDefault.length).toBeGreaterThan(10);
    const isStated = ({ schema, tags }: DocumentedKey) =>
      tags.get("default") === JSON.stringify(defaultOf(schema)) ||
      /^- (?!-?\d|"|true|false)/.test(`${tags.get("default")}`);
    expect(wheres(withDefault.filter((key) => !isStated(key)))).toEqual([]);
  });

  test("names the first GitLab Runner that reads it, as the schema does", () => {
    const since = ({ schema }: DocumentedKey) => (tomlKeys.get(schema) ?? tomlKeys.get(unwrap(schema)))?.since;
    expect(keys.filter((key) => since(key) !== undefined).length).toBeGreaterThan(50);
    const differences = keys
      .filter((key) => key.tags.get("since") !== (since(key) && `GitLab Runner ${since(key)}`))
      .map((key) => `${key.where} says ${key.tags.get("since")}, the schema ${since(key)}`);
    expect(differences).toEqual([]);
  });
});
