import { Expression, Template, type TemplatePart } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";

/** What Helm prints as two opening braces, where it would take them alone for the begin of a directive. */
const BRACES = "{{`{{`}}";

/** A text that Helm's `tpl` prints as it is. */
const literalText = (text: string): string => text.replaceAll("{{", BRACES);

const literalPart = (part: TemplatePart): TemplatePart => {
  if (typeof part === "string") {
    return literalText(part);
  }
  return Expression.is(part) ? literalExpression(part) : part;
};

const literalExpression = ({ terraform }: Expression): Expression<"text"> =>
  Expression.text(`replace(${terraform}, "{{", "${BRACES}")`);

/** The same of a text with parts that only Terraform knows. */
export const literalTemplate = (template: Template): Template => new Template(template.parts.map(literalPart));

/** The same of every text in a value. GitLab's chart has Helm evaluate some of its values. */
export function literalValue(value: ChartValue): ChartValue {
  if (typeof value === "string") {
    return literalText(value);
  }
  if (Expression.is(value)) {
    return value.kind === "text" ? literalExpression(value) : value;
  }
  if (value instanceof Template) {
    return literalTemplate(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => literalValue(item));
  }
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(
        Object.entries(value as Readonly<Record<string, ChartValue | undefined>>).map(([key, item]) => [
          key,
          item === undefined ? undefined : literalValue(item),
        ]),
      )
    : value;
}
