import { Duration, Expression, type Resolved } from "@runner-fleet/config";
import { ref, Token } from "cdktf";

/** A part of a description as constructs take it: every expression has become a cdktf token. */
export function resolveExpressions<T>(value: T): Resolved<T> {
  return resolve(value) as Resolved<T>;
}

function resolve(value: unknown): unknown {
  if (Expression.is(value)) {
    return tokenOf(value);
  }
  if (typeof value !== "object" || value === null || Duration.is(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(resolve)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
}

/** An expression as a cdktf token of its literal's type. */
export function tokenOf(expression: Expression): unknown {
  const value = ref(expression.terraform);
  switch (expression.kind) {
    case "text":
      return Token.asString(value);
    case "number":
      return Token.asNumber(value);
    case "list":
      return Token.asList(value);
    case "flag":
      return value;
  }
}
