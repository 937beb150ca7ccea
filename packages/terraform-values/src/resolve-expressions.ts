import { Duration, escapeTemplate, Expression, operand, type Resolved } from "@runner-fleet/config";
import { ref, Token } from "cdktf";

/**
 * A part of a description as constructs take it: every expression has become a cdktf token, and every literal text is
 * escaped, since Terraform would evaluate a `${` in it.
 *
 * @param escape how a literal text is written; of what the construct escapes itself, as it is
 */
export function resolveExpressions<T>(value: T, escape: (text: string) => string = escapeTemplate): Resolved<T> {
  return resolve(value, escape) as Resolved<T>;
}

function resolve(value: unknown, escape: (text: string) => string): unknown {
  if (Expression.is(value)) {
    return tokenOf(value);
  }
  if (typeof value === "string") {
    return Token.isUnresolved(value) ? value : escape(value);
  }
  if (typeof value !== "object" || value === null || Duration.is(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map((item) => resolve(item, escape))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, escape)]));
}

/** An expression as a cdktf token of its literal's type; a text that is put together as its pieces. */
export function tokenOf(expression: Expression): unknown {
  if (expression.pieces) {
    return expression.pieces
      .map((piece) => (typeof piece === "string" ? escapeTemplate(piece) : (tokenOf(piece) as string)))
      .join("");
  }
  // A construct may put an operator beside the token, and cdktf sets no parentheses around what it stands for.
  const value = ref(expression.terraform.includes("?") ? operand(expression) : expression.terraform);
  switch (expression.kind) {
    case "text":
      return Token.asString(value);
    case "number":
      return Token.asNumber(value);
    case "list":
      return Token.asList(value);
    case "map":
      return Token.asStringMap(value);
    case "flag":
    case "objects":
      return value;
  }
}
