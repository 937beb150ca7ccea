import { stringify } from "smol-toml";
import { Expression } from "../values/expression";
import { Template } from "../values/template";
import { FloatExpression, type TomlTable, type TomlValue } from "./toml-table";

/**
 * Stands for an expression while smol-toml writes the document. The schema refuses control characters in every text,
 * so no text of a user can be taken for one; smol-toml writes it as `"\u0001<index>\u0001"`.
 */
const marker = (index: number) => `\u0001${index}\u0001`;
const WRITTEN_MARKER = /"\\u0001(\d+)\\u0001"/;

/** A table as the text of a TOML document, the same bytes every time. */
export function tomlText(table: TomlTable): Template {
  const expressions: Expression[] = [];
  const mark = (value: TomlValue | undefined): unknown => {
    if (value instanceof FloatExpression || Expression.is(value)) {
      expressions.push(terraformText(value));
      return marker(expressions.length - 1);
    }
    if (Array.isArray(value)) {
      return value.map(mark);
    }
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mark(item)]));
    }
    return value;
  };
  const document = stringify(mark(table) as Record<string, unknown>, { numbersAsFloat: true });
  const text = document.endsWith("\n") ? document : `${document}\n`;
  const parts = text
    .split(WRITTEN_MARKER)
    .map((part, position) => (position % 2 === 0 ? part : (expressions[Number(part)] as Expression)))
    .filter((part) => part !== "");
  return new Template(parts);
}

const terraformText = (value: Expression | FloatExpression): Expression<"text"> => {
  if (!(value instanceof FloatExpression)) {
    // What jsonencode writes of a text, a number, a flag or a list of texts is TOML too.
    return Expression.text(`jsonencode(${value.terraform})`);
  }
  // Terraform prints 2.0 as 2, which TOML reads as an integer and GitLab Runner then refuses.
  const float = value.expression.terraform;
  return Expression.text(`strcontains(tostring(${float}), ".") ? tostring(${float}) : "\${${float}}.0"`);
};
