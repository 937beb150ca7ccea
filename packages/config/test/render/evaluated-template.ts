import { Directive, type Template, type TemplatePart } from "../../src/values/template";

/**
 * The text that Terraform would make of a template whose conditions are `true` or `false`, whose lists are the numbers
 * of their items, and whose expressions are literals.
 */
export const evaluatedTemplate = ({ parts }: Template): string => block(parts, 0).text;

/** The text from a position to the end of its block, and where that is. */
function block(parts: readonly TemplatePart[], start: number): { readonly text: string; readonly end: number } {
  let text = "";
  let position = start;
  while (position < parts.length) {
    const part = parts[position++] as TemplatePart;
    if (!(part instanceof Directive)) {
      text += typeof part === "string" ? part : part.terraform.replace(/^jsonencode\((.*)\)$/s, "$1");
      continue;
    }
    if (/^end(if|for)$/.test(part.terraform)) {
      return { text, end: position };
    }
    const inner = block(parts, position);
    position = inner.end;
    text += inner.text.repeat(times(part.terraform));
  }
  return { text, end: position };
}

function times(directive: string): number {
  const [, condition, count] = /^(?:if (true|false)|for \w+ in (\d+))$/.exec(directive) ?? [];
  if (condition === undefined && count === undefined) {
    throw new Error(`a directive must be 'if true', 'if false' or 'for item in 2', got '${directive}'`);
  }
  return condition === undefined ? Number(count) : Number(condition === "true");
}
