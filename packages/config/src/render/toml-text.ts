import { stringify } from "smol-toml";
import { Expression } from "../values/expression";
import { Directive, Template, type TemplatePart } from "../values/template";
import { Conditional, EachTable, FloatExpression, isTomlTable, type TomlTable, type TomlValue } from "./toml-table";

/**
 * Stands for an expression while smol-toml writes a value. The schema refuses control characters in every text, so no
 * text of a user can be taken for one; smol-toml writes it as `"\u0001<index>\u0001"`.
 */
const marker = (index: number) => `\u0001${index}\u0001`;
const WRITTEN_MARKER = /"\\u0001(\d+)\\u0001"/;

/** A table as the text of a TOML document, the same bytes every time. */
export function tomlText(table: TomlTable): Template {
  const [first = "", ...rest] = joined(tablePieces([], table));
  // Every header has a blank line before it, but not at the top.
  return new Template(typeof first === "string" ? [first.replace(/^\n/, ""), ...rest] : [first, ...rest]);
}

function tablePieces(path: readonly string[], table: TomlTable): TemplatePart[] {
  const entries = Object.entries(table).filter((entry): entry is [string, TomlValue] => entry[1] !== undefined);
  return [
    ...entries.filter(([, value]) => !isSection(value)).flatMap(([key, value]) => leafPieces(key, value)),
    ...entries
      .filter(([, value]) => isSection(value))
      .flatMap(([key, value]) => sectionPieces([...path, bareOrQuoted(key)], value)),
  ];
}

/** Whether the value has a header of its own, after the keys of its table. */
function isSection(value: TomlValue): boolean {
  if (value instanceof Conditional) {
    return isSection(value.value);
  }
  const isArrayOfTables = Array.isArray(value) && value.length > 0 && value.every(isSection);
  return value instanceof EachTable || isTomlTable(value) || isArrayOfTables;
}

function sectionPieces(path: readonly string[], value: TomlValue): TemplatePart[] {
  if (value instanceof Conditional) {
    return onlyIf(value.condition, sectionPieces(path, value.value));
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => itemPieces(path, item));
  }
  const table = value as TomlTable;
  const items = Object.values(table).filter((item) => item !== undefined);
  const needsHeader = items.length === 0 || items.some((item) => !isSection(item));
  return [...(needsHeader ? [`\n[${path.join(".")}]\n`] : []), ...tablePieces(path, table)];
}

/** A table of an array, or as many as Terraform makes of it. */
function itemPieces(path: readonly string[], item: TomlValue): TemplatePart[] {
  if (item instanceof Conditional) {
    return onlyIf(item.condition, itemPieces(path, item.value));
  }
  if (item instanceof EachTable) {
    const { item: name, list, table } = item;
    return [new Directive(`for ${name} in ${list}`), ...itemPieces(path, table), new Directive("endfor")];
  }
  return [`\n[[${path.join(".")}]]\n`, ...tablePieces(path, item as TomlTable)];
}

const onlyIf = (condition: string, pieces: readonly TemplatePart[]) => [
  new Directive(`if ${condition}`),
  ...pieces,
  new Directive("endif"),
];

function leafPieces(key: string, value: TomlValue): TemplatePart[] {
  if (value instanceof Conditional) {
    return onlyIf(value.condition, leafPieces(key, value.value));
  }
  const expressions: Expression[] = [];
  const mark = (item: TomlValue): unknown => {
    if (item instanceof FloatExpression || Expression.is(item)) {
      expressions.push(terraformText(item));
      return marker(expressions.length - 1);
    }
    return Array.isArray(item) ? item.map(mark) : item;
  };
  return stringify({ [key]: mark(value) }, { numbersAsFloat: true })
    .split(WRITTEN_MARKER)
    .map((part, position) => (position % 2 === 0 ? part : (expressions[Number(part)] as Expression)));
}

const bareOrQuoted = (key: string) =>
  stringify({ [key]: {} })
    .trim()
    .slice(1, -1);

/** Literal texts beside each other as one. */
function joined(pieces: readonly TemplatePart[]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (typeof piece === "string" && typeof last === "string") {
      parts[parts.length - 1] = last + piece;
    } else if (piece !== "") {
      parts.push(piece);
    }
  }
  return parts;
}

const terraformText = (value: Expression | FloatExpression): Expression<"text"> => {
  if (!(value instanceof FloatExpression)) {
    // What jsonencode writes of a text or a list of texts is TOML too.
    const isBare = value.kind === "number" || value.kind === "flag";
    return Expression.text(isBare ? value.terraform : `jsonencode(${value.terraform})`);
  }
  // Terraform prints 2.0 as 2, which TOML reads as an integer and GitLab Runner then refuses.
  const float = value.expression.terraform;
  return Expression.text(`strcontains(tostring(${float}), ".") ? tostring(${float}) : "\${${float}}.0"`);
};
