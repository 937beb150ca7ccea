import { tokenKind } from "@runner-fleet/aws-fleet";
import { Duration, Expression, type ExpressionKind } from "@runner-fleet/config";
import { TerraformLocal, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";

/**
 * A cdktf token as an expression: the token becomes a local of the stack, which has a name that Terraform's own text
 * can use, where a token has none until the stack is synthesised.
 */
export function expressionOf<Kind extends ExpressionKind>(
  scope: Construct,
  id: string,
  kind: Kind,
  token: unknown,
): Expression<Kind> {
  const local = new TerraformLocal(scope, id, token);
  const name = freeName(TerraformStack.of(scope), id);
  local.overrideLogicalId(name);
  return Expression[kind](`local.${name}`) as Expression as Expression<Kind>;
}

const taken = new WeakMap<TerraformStack, Set<string>>();

/** cdktf merges locals of one name without a word, so two deployments of a stack must not choose the same. */
function freeName(stack: TerraformStack, id: string): string {
  const names = taken.get(stack) ?? new Set();
  taken.set(stack, names);
  const plain = id
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  let name = plain;
  for (let number = 2; names.has(name); number++) {
    name = `${plain}_${number}`;
  }
  names.add(name);
  return name;
}

/** A description in which every cdktf token has become an expression. */
export function withExpressions<T>(scope: Construct, value: T, path: readonly string[] = []): T {
  return absorb(scope, value, path) as T;
}

function absorb(scope: Construct, value: unknown, path: readonly string[]): unknown {
  if (Token.isUnresolved(value)) {
    return expressionOf(scope, path.join("-"), tokenKind(value), value);
  }
  if (typeof value !== "object" || value === null || Duration.is(value) || Expression.is(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => absorb(scope, item, [...path, String(index)]));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, absorb(scope, item, [...path, key])]));
}
