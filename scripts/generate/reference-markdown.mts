import { escaped } from "./escaped.mts";
import { howDoI, type HowDoI } from "./how-do-i.mts";
import type { JsonSchema } from "./json-schema.mts";
import { keyType } from "./key-type.mts";
import { schemaTables, type SchemaKey, type SchemaTable } from "./schema-tables.mts";

/** In every table of config.toml, and explained once. */
const EXTRA = "extra";

const INTRODUCTION = `# Reference

Every key of a description of runner fleets. [Rules](rules.md) says what must hold between keys.

A duration is a text such as \`90s\`, \`20m\` or \`1h30m\`. \`<name>\` is a name that you choose, \`[]\` an entry of a list. In
TypeScript most values may also be a variable or an expression of Terraform: the type of the key says whether.`;

const CLOSING = "This page is written by `npm run generate` from the doc comments in `packages/config/src/schema`.";

/**
 * The page on the keys.
 *
 * @param schema the JSON Schema of a description, with descriptions
 * @throws Error when a key has no words or no default, or when the index names a key that is not there
 */
export function referenceMarkdown(schema: JsonSchema): string {
  const tables = schemaTables(schema);
  return [
    INTRODUCTION,
    "## How do I …",
    howDoI.map((entry) => answer(entry, tables)).join("\n"),
    `## \`${EXTRA}\``,
    extra(tables),
    ...tables.flatMap(section),
    CLOSING,
  ].join("\n\n");
}

function answer({ wish, keys, note }: HowDoI, tables: readonly SchemaTable[]): string {
  const links = Object.entries(keys).map(([path, value]) => {
    const table = tables.find(({ path: of, keys: its }) => its.some(({ name }) => joined(of, name) === path));
    if (!table) {
      throw new Error(`${path}: must be a key of the description; mend scripts/generate/how-do-i.mts`);
    }
    return `[\`${path}\`](#${anchor(table)})\`: ${value}\``;
  });
  return `- **${wish}:** ${links.join(", ")}.${note ? ` ${note}` : ""}`;
}

function extra(tables: readonly SchemaTable[]): string {
  const takers = tables.filter(({ keys }) => keys.some(({ name }) => name === EXTRA));
  const [key] = takers.flatMap(({ keys }) => keys.filter(({ name }) => name === EXTRA));
  if (!key) {
    throw new Error(`${EXTRA}: must be a key of some table`);
  }
  const places = takers.map((taker) => `[\`${taker.path}\`](#${anchor(taker)})`).join(",\n");
  const folded = `<details><summary>The ${takers.length} tables that take it</summary>\n\n${places}\n\n</details>`;
  return `${row(key, EXTRA, "values of any form by name")}\n\n${folded}`;
}

function section(table: SchemaTable): string[] {
  const { path, description, keys } = table;
  const [about = ""] = description.split("\n\n");
  const level = path.replace("fleets.<name>", "").includes(".") ? "###" : "##";
  return [
    path === "" ? "## Top level" : `${level} \`${path}\``,
    ...(about === "" ? [] : [escaped(about)]),
    keys
      .filter(({ name }) => name !== EXTRA)
      .map((key) => row(key, joined(path, key.name)))
      .join("\n"),
  ];
}

function row(key: SchemaKey, path: string, type = typeOf(key)): string {
  const { text, fallback } = documented(key, path);
  const need = fallback ? `default: ${withCode(fallback)}` : "**required**";
  const executors = key.executors ? `; ${key.executors.map((name) => `\`${name}\``).join(" and ")} only` : "";
  return `- \`${key.name}\` (${type}; ${need}${executors}): ${escaped(text)}`;
}

const typeOf = ({ schema, tablePath: path }: SchemaKey) =>
  keyType(schema, (word) => (path === undefined ? word : `[${word}](#${anchor({ path })})`));

/** The first paragraph of a key's description, and its default in words. */
function documented({ schema, isRequired }: SchemaKey, path: string): { text: string; fallback?: string } {
  const [text = "", ...further] = (schema.description ?? "").split("\n\n");
  const fallback = further.find((paragraph) => paragraph.startsWith("Default: "))?.replace("Default: ", "");
  if (text === "" || text.startsWith("Default: ")) {
    throw new Error(`${path}: must have a doc comment that says what it is`);
  }
  if (isRequired === (fallback !== undefined)) {
    throw new Error(`${path}: must ${isRequired ? "have no @default, for it is required" : "have a @default"}`);
  }
  return { text, fallback };
}

/** Quoted texts become code, and the value that a default begins with. */
const withCode = (fallback: string) =>
  escaped(
    fallback.replace(
      /`[^`]*`|\["[^\]]*\]|"[^"]*"|^(?:true|false|-?\d+(?:ms|[hms])?)(?=$|[,;])/g,
      (value) => `\`${value.replaceAll("`", "")}\``,
    ),
  );

const joined = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

/** What GitHub and GitLab make of a heading. */
const anchor = ({ path }: Pick<SchemaTable, "path">) =>
  path === "" ? "top-level" : path.toLowerCase().replace(/[^a-z0-9-]/g, "");
