import { parse } from "@cdktf/hcl2json";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../src/document/terraform-document";
import type { SchemaTable } from "../src";

/** HCL files as hcl2json reads them, in the form in which `normalJson` writes the document that they were made from. */
export async function normalHcl(files: Readonly<Record<string, string>>): Promise<Json> {
  const parsed = (await parse("all.tf", Object.values(files).join("\n"))) as JsonObject;
  return normalTexts(merged(await evaluated(parsed)), []);
}

/**
 * A document in one form with what hcl2json gives: no comment, no backend, blocks as lists, provisioners by type,
 * strings escaped where Terraform takes them as they are, and names as they are in the HCL.
 */
export async function normalJson(
  document: JsonObject,
  schema: SchemaTable,
  addresses: ReadonlyMap<string, string>,
): Promise<Json> {
  const { "//": _, ...kinds } = renamed(document, addresses) as JsonObject;
  const blocks = Object.fromEntries(
    Object.entries(kinds).map(([kind, value]) => [kind, normalKind(kind, value, schema)]),
  );
  return normalTexts(merged(await evaluated((await directivesAsRead(blocks as JsonObject)) as JsonObject)), []);
}

/**
 * hcl2json writes a template with directives in its own words: `${a ? b : c}` in it becomes `%{if a}b%{else}c%{endif}`. So
 * a document's are read by it too, in a heredoc, where every character stands as it is.
 */
/** Whether a template holds a choice among other text: alone, a choice is an expression and no directive. */
function hasChoiceInText(template: string): boolean {
  // No heredoc takes a carriage return, so there is none with a choice in what stacks hold.
  if (template.includes("\r")) {
    return false;
  }
  for (let at = template.indexOf("${"); at >= 0; at = template.indexOf("${", at + 2)) {
    const end = endOfSequence(template, at);
    if (template.slice(at, end).includes("?") && end - at < template.length) {
      return template[at - 1] !== "$";
    }
  }
  return false;
}

async function directivesAsRead(value: Json): Promise<Json> {
  if (typeof value === "string" && (/(^|[^%])%\{/.test(value) || hasChoiceInText(value))) {
    const ended = value.endsWith("\n");
    const { locals } = (await parse("x.tf", `locals {\nx = <<END\n${value}${ended ? "" : "\n"}END\n}\n`)) as {
      locals: [{ x: string }];
    };
    return ended ? locals[0].x : locals[0].x.replace(/\n$/, "");
  }
  if (isJsonList(value)) {
    return Promise.all(value.map(directivesAsRead));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, item]) => [key, await directivesAsRead(item)] as const),
  );
  return Object.fromEntries(entries);
}

/** How many labels the blocks at the top have. */
const outer: Readonly<Record<string, number>> = {
  ...{ resource: 2, data: 2, ephemeral: 2, variable: 1, output: 1, module: 1, provider: 1, check: 1 },
  ...{ terraform: 0, locals: 0, moved: 0, import: 0, removed: 0 },
};
/** Blocks of Terraform's own inside those, and how many labels they have. */
const nested: Readonly<Record<string, number>> = {
  ...{ required_providers: 0, lifecycle: 0, connection: 0, precondition: 0, postcondition: 0, validation: 0 },
  ...{ assert: 0, provisioner: 1, dynamic: 1, content: 0 },
};
/** Where Terraform takes strings as they are. */
const literals: readonly RegExp[] = [
  /^variable\.[^.]+\.(default|description)\b/,
  /^output\.[^.]+\.description$/,
  /^module\.[^.]+\.(source|version)$/,
  /^terraform\.(?!.*configuration_aliases)/,
];

function normalKind(kind: string, value: Json, schema: SchemaTable): Json {
  return block(value, outer[kind] ?? 0, (body, names) => {
    const type = names[0] ?? "";
    const table = schema[kind as keyof SchemaTable] as Readonly<Record<string, string>> | undefined;
    return normalBody(body, table?.[type] ?? "", [kind, ...names].join("."), kind);
  });
}

function normalBody(body: JsonObject, blockNames: string, path: string, kind: string): JsonObject {
  const inner = innerBlocks(blockNames);
  const entries = Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    const at = `${path}.${name}`;
    if (name === "//" || (kind === "terraform" && (name === "backend" || name === "cloud"))) {
      return [];
    }
    const either = Object.hasOwn(inner, `${name}?`);
    if (either && isJsonList(value) && value.length > 0) {
      return [[name, value.map((item) => withoutNulls(item as JsonObject))]];
    }
    const isData = kind === "check" && name === "data";
    // Elsewhere `content` is an attribute, such as that of an object in S3.
    const isOwn = Object.hasOwn(nested, name) && (name !== "content" || kind === "dynamic");
    const isBlock = isData || isOwn || Object.hasOwn(inner, name);
    if (!isBlock || kind === "locals" || kind === "module") {
      return [[name, mapped(value, literals.some((each) => each.test(at)) ? escaped : asRead)]];
    }
    const count = isData ? 2 : Object.hasOwn(inner, name) ? 0 : (nested[name] ?? 0);
    const found = block(value, count, (each, names) =>
      normalBody(each, name === "dynamic" ? `content(${inner[names[0] ?? ""] ?? ""})` : (inner[name] ?? ""), at, name),
    );
    return found === null ? [] : [[name, found]];
  });
  return Object.fromEntries(entries);
}

/** Blocks as hcl2json gives them: by label, and within the last label a list. */
function block(value: Json, count: number, body: (value: JsonObject, names: readonly string[]) => JsonObject): Json {
  const go = (each: Json, left: number, names: readonly string[]): Json => {
    const items = isJsonList(each) ? each : [each];
    if (left === 0) {
      const bodies = items.filter(isJsonObject).map((item) => body(item, names));
      return bodies.length === 0 ? null : bodies;
    }
    const all: Record<string, Json> = {};
    for (const [name, inside] of items
      .filter(isJsonObject)
      .flatMap(Object.entries<Json>)
      .filter(([name]) => name !== "//")) {
      const found = go(inside, left - 1, [...names, name]);
      all[name] = isJsonList(all[name]) && isJsonList(found) ? [...all[name], ...found] : found;
    }
    return all;
  };
  return go(value, count, []);
}

/** The names of a line of a schema table, and what is in the brackets behind them. */
function innerBlocks(names: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let rest = names.trim(); rest !== "";) {
    const [, name = "", after = ""] = /^([^\s(]+)([^]*)$/.exec(rest) ?? [];
    let end = 0;
    for (let depth = 0; after.startsWith("(") && (end === 0 || depth > 0); end++) {
      depth += after[end] === "(" ? 1 : after[end] === ")" ? -1 : 0;
    }
    found[name] = after.slice(1, Math.max(1, end - 1));
    rest = after.slice(end).trim();
  }
  return found;
}

function withoutNulls(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function escaped(text: string): string {
  return text.replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}

/**
 * A template as Terraform reads it from JSON, seen in what it evaluates: it drops a byte order mark, and takes no `${…}`
 * for one behind a carriage return without a line end, where it also unescapes marks by pairs. Like hcl2json it drops the
 * line end behind `%{…~}`.
 */
function asRead(template: string): string {
  const text = template.replace(/^\ufeff/, "").replace(/(?<!%)(%\{[^{}"]*)~\}[ \t]*\n/g, "$1}");
  const end = text.search(/\r(?!\n)/);
  const rest = text.slice(end).replace(/\$\$\{|%%\{|\$\$|%%/g, (pair) => (pair.endsWith("{") ? pair.slice(1) : pair));
  return end < 0 ? text : text.slice(0, end) + escaped(rest);
}

/** Old addresses and names replaced by new ones, as text. */
function renamed(document: JsonObject, addresses: ReadonlyMap<string, string>): Json {
  const inKeys = structuredClone(document) as Record<string, Record<string, Record<string, Json>>>;
  let text = JSON.stringify(document);
  for (const [old, now] of addresses) {
    const [kind = "", ...names] = /^(data|ephemeral|module|local)\./.test(old)
      ? old.split(".")
      : ["resource", ...old.split(".")];
    const parents =
      kind === "local"
        ? inKeys.locals
        : names.slice(0, -1).reduce<unknown>((at, name) => (at as JsonObject)[name], inKeys[kind]);
    const parent = parents as Record<string, Json>;
    const name = now.split(".").at(-1) ?? "";
    const body = parent[names.at(-1) ?? ""] ?? null;
    delete parent[names.at(-1) ?? ""];
    parent[name] = body;
  }
  text = JSON.stringify(inKeys);
  for (const [old, now] of addresses) {
    text = text.replace(new RegExp(`(?<![\\w.-])${old.replace(/[.\\-]/g, "\\$&")}(?![\\w-])`, "g"), now);
  }
  return JSON.parse(text) as Json;
}

/** `terraform` and `locals` blocks are as good in several as in one. */
function merged(document: JsonObject): JsonObject {
  const one = (value: Json | undefined) =>
    isJsonList(value) ? [Object.assign({}, ...value) as JsonObject] : undefined;
  const terraform = one(document.terraform);
  const isEmpty = terraform === undefined || Object.keys(terraform[0] ?? {}).length === 0;
  const { terraform: _terraform, locals: _locals, ...rest } = document;
  const locals = one(document.locals);
  return { ...rest, ...(isEmpty ? {} : { terraform }), ...(locals && { locals }) };
}

/** What functions give for a heredoc. */
const ofHeredoc: Readonly<Record<string, (text: string) => string>> = {
  base64encode: (text) => Buffer.from(unescaped(text)).toString("base64"),
  chomp: (text) => text.replace(/\n+$/, ""),
};

/** The document with objects that stand in `${…}`, and with what `jsonencode({…})`, `base64encode(<<-EOT…)` and `chomp(<<-EOT…)` give, where it is known. */
async function evaluated(value: Json): Promise<JsonObject> {
  const go = async (each: Json): Promise<Json> => {
    if (isJsonList(each)) {
      return Promise.all(each.map(go));
    }
    if (isJsonObject(each)) {
      const entries = await Promise.all(
        Object.entries(each).map(async ([key, item]) => [key, await go(item)] as const),
      );
      return Object.fromEntries(entries);
    }
    const [, object] = typeof each === "string" ? (/^\$\{(\{(?!\s*for\b)[^]*\})\}$/.exec(each) ?? []) : [];
    if (object !== undefined) {
      const { locals } = (await parse("x.tf", `locals {\nx = ${object}\n}\n`)) as { locals: [{ x: Json }] };
      return go(locals[0].x);
    }
    const [, name, inside = ""] =
      typeof each === "string" ? (/^\$\{(jsonencode|base64encode|chomp)\(([^]*)\)\}$/.exec(each) ?? []) : [];
    if (name === undefined || !/^\s*(\{|\[|<<)/.test(inside)) {
      return each;
    }
    const parsed = (await parse("x.tf", `locals {\nx = ${inside}\n}\n`)) as { locals: [{ x: Json }] };
    const { x } = parsed.locals[0];
    return name === "jsonencode" ? json(await go(x)) : (ofHeredoc[name]?.(String(x)) ?? each);
  };
  return (await go(value)) as JsonObject;
}

function unescaped(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}

/** What Terraform's jsonencode makes of a value, with its `${…}` left in. */
function json(value: Json): string {
  if (isJsonList(value)) {
    return `[${value.map(json).join(",")}]`;
  }
  if (isJsonObject(value)) {
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${json(key)}:${json(value[key] ?? null)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Arguments whose strings are references or keywords. */
const bare =
  /\.(type|depends_on|provider|providers|ignore_changes|replace_triggered_by|when|on_failure|iterator|from|to|configuration_aliases)(\.[^.]+)?$/;

/** Strings in one form: no `${}` around references, no white space and no needless brackets in expressions. */
function normalTexts(value: Json, path: readonly string[]): Json {
  if (typeof value === "string") {
    const text = bare.test(`.${path.join(".")}`)
      ? value.replace(/^\$\{([^]*)\}$/, (_, inside: string) => expression(inside))
      : value;
    const typed =
      path[0] === "variable" && path.at(-1) === "type" ? expression(text.replace(/^(list|map|set)$/, "$1(any)")) : text;
    return sequences(typed).normalize("NFC");
  }
  if (isJsonList(value)) {
    return value.map((item) => normalTexts(item, path));
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          sequences(key).normalize("NFC"),
          normalTexts(item, [...path, key]),
        ]),
      )
    : value;
}

function mapped(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") {
    return change(value);
  }
  if (isJsonList(value)) {
    return value.map((item) => mapped(item, change));
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapped(item, change)]))
    : value;
}

/** The text with each `${…}` in one form. */
function sequences(text: string): string {
  let result = "";
  for (let at = 0; at < text.length;) {
    const [literal = ""] = /^(?:([$%])\1\{|[^])(?:(?![$%]\{|[$%]{2}\{)[^])*/.exec(text.slice(at)) ?? [];
    if (!/^[$%]\{/.test(literal)) {
      result += literal;
      at += literal.length;
      continue;
    }
    const end = endOfSequence(text, at);
    result += `${text.slice(at, at + 2)}${expression(text.slice(at + 2, end - 1))}}`;
    at = end;
  }
  return result;
}

/** Where the `${` at a place ends, behind its brace. */
function endOfSequence(text: string, start: number): number {
  let at = start + 2;
  for (let depth = 1; depth > 0 && at < text.length;) {
    const rest = text.slice(at);
    const [heredoc, delimiter] = /^<<-?(\w+)\n/.exec(rest) ?? [];
    if (heredoc !== undefined) {
      at += /^[^]*?\n[ \t]*EOT\n/.exec(rest.replaceAll(delimiter ?? "", "EOT"))?.[0].length ?? rest.length;
    } else if (rest.startsWith('"')) {
      at = endOfString(text, at);
    } else {
      depth += rest.startsWith("{") ? 1 : rest.startsWith("}") ? -1 : 0;
      at++;
    }
  }
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    const rest = text.slice(at);
    const isSequence = /^[$%]\{/.test(rest);
    at = isSequence ? endOfSequence(text, at) : at + (/^(\\|([$%])\2\{)/.test(rest) ? (rest[0] === "\\" ? 2 : 3) : 1);
  }
  return at + 1;
}

function expression(text: string): string {
  const line = text
    .replace(/"(\w+)"\s*=(?!=)/g, "$1=")
    .replace(/\s*\n\s*/g, ",")
    .replace(/\s/g, "")
    .replace(/,+/g, ",")
    .replace(/([[{(]),/g, "$1")
    .replace(/,([\]})])/g, "$1")
    .replace(/^,|,$/g, "");
  return isInBrackets(line) ? line.slice(1, -1) : line;
}

/** Whether the first bracket is closed by the last. */
function isInBrackets(line: string): boolean {
  let depth = 0;
  const closes = [...line].findIndex((character) => {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    return depth === 0;
  });
  return line.startsWith("(") && closes === line.length - 1;
}
