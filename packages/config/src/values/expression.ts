const BRAND = Symbol.for("@runner-fleet/config/Expression");

/** What a Terraform expression gives when it is evaluated. */
export type ExpressionKind = "text" | "number" | "flag" | "list";

/**
 * A value that only Terraform knows, when it plans: a variable, a local, an attribute of a resource. It may stand where
 * a literal may, and is checked by Terraform then, not when the description is read.
 *
 * @example
 * Expression.number("var.max_instances")
 */
export class Expression<Kind extends ExpressionKind = ExpressionKind> {
  /** A text, such as `var.vpc_id`. */
  static text(terraform: string): Expression<"text"> {
    return new Expression("text", terraform);
  }

  /** A number, such as `var.max_instances`. */
  static number(terraform: string): Expression<"number"> {
    return new Expression("number", terraform);
  }

  /** `true` or `false`, such as `var.debug`. */
  static flag(terraform: string): Expression<"flag"> {
    return new Expression("flag", terraform);
  }

  /** A list of strings. */
  static list(terraform: string): Expression<"list"> {
    return new Expression("list", terraform);
  }

  /** Whether the value is an Expression (of the given kind), of this copy of the package or of another. */
  static is<Kind extends ExpressionKind>(value: unknown, kind?: Kind): value is Expression<Kind> {
    return (
      typeof value === "object" && value !== null && BRAND in value && (!kind || (value as Expression).kind === kind)
    );
  }

  readonly [BRAND] = true;

  private constructor(
    readonly kind: Kind,
    /** Terraform's own text, without `${` and `}`. */
    readonly terraform: string,
  ) {}

  /** The expression as a Terraform template: `${var.max_instances}`. */
  toString(): string {
    return `\${${this.terraform}}`;
  }
}

/** A number that is known now or when Terraform plans. */
export type NumberOrExpression = number | Expression<"number">;

/** Results of the functions below, which are in parentheses. */
const grouped = new WeakSet<Expression>();

function group(terraform: string): Expression<"number"> {
  const result = Expression.number(`(${terraform})`);
  grouped.add(result);
  return result;
}

const reference = /^[A-Za-z_][\w-]*(\.[\w-]+|\[[^[\]]*\])*$/;

/** The number as it may stand beside any operator. */
export function operand(value: NumberOrExpression): string {
  if (typeof value === "number") {
    return String(value);
  }
  return grouped.has(value) || reference.test(value.terraform) ? value.terraform : `(${value.terraform})`;
}

/** The sum of the terms: a number when all of them are known. */
export function sum(terms: readonly NumberOrExpression[]): NumberOrExpression {
  const known = terms.filter((term) => typeof term === "number").reduce((a, b) => a + b, 0);
  const unknown = terms.filter((term) => typeof term !== "number");
  if (unknown.length === 0) {
    return known;
  }
  const parts = [...unknown.map(operand), ...(known === 0 ? [] : [String(known)])];
  return parts.length === 1 ? (unknown[0] as Expression<"number">) : group(parts.join(" + "));
}

/** The product of two numbers: a number when both are known. */
export function product(a: NumberOrExpression, b: NumberOrExpression): NumberOrExpression {
  if (typeof a === "number" && typeof b === "number") {
    return a * b;
  }
  if (a === 1 || b === 1) {
    return a === 1 ? b : a;
  }
  return group(`${operand(a)} * ${operand(b)}`);
}

/** The part of a total that goes to one of `parts` equal shares, counted from 0; the first shares take the remainder. */
export function share(total: NumberOrExpression, index: number, parts: number): NumberOrExpression {
  if (parts === 1) {
    return total;
  }
  if (typeof total === "number") {
    return Math.floor(total / parts) + (index < total % parts ? 1 : 0);
  }
  return group(`floor(${operand(total)} / ${parts}) + (${index} < ${operand(total)} % ${parts} ? 1 : 0)`);
}
