import { Duration, escapeTemplate, Expression, operand, type Resolved } from "@runner-fleet/config";
import { Fn, ref, Token } from "cdktf";

/**
 * A part of a description as resources take it: an expression has become a cdktf token of its literal's type, and a
 * literal text is escaped, since Terraform would evaluate a `${` in it.
 */
export function resolvedValue<Value>(value: Value): Resolved<Value> {
  return resolve(value) as Resolved<Value>;
}

function resolve(value: unknown): unknown {
  if (Expression.is(value)) {
    return tokenOf(value);
  }
  if (typeof value === "string") {
    return Token.isUnresolved(value) ? value : escapeTemplate(value);
  }
  if (typeof value !== "object" || value === null || Duration.is(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(resolve)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
}

function tokenOf(expression: Expression): unknown {
  const value = ref(operand(expression));
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

/** A number as text, in JSON as well. A template literal would print a token of a number as what it is not. */
export const numberText = (amount: number): string =>
  Token.isUnresolved(amount) ? Token.asString(Fn.tostring(amount)) : `${amount}`;

/** Lists one after the other; Terraform joins them where it alone knows one. */
export function joinedLists(first: readonly string[], second: readonly string[] = []): string[] {
  const lists = [first, second].filter((list) => Token.isUnresolved(list) || list.length > 0);
  return lists.length > 1 && lists.some((list) => Token.isUnresolved(list))
    ? Fn.concat(lists)
    : lists.flatMap((list) => [...list]);
}
