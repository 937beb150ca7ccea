import { escapeQuoted } from "./terraform-text";

const BRAND = Symbol.for("@runner-fleet/config/Expression");

/** What a Terraform expression gives when it is evaluated. */
export type ExpressionKind = "text" | "number" | "flag" | "list" | "map" | "objects";

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

  /** A map of strings. */
  static map(terraform: string): Expression<"map"> {
    return new Expression("map", terraform);
  }

  /**
   * A list of objects, whose attributes have the model's names in snake_case. All of them must be there; those that the
   * model has no value for may be null, which is the same as leaving them out.
   */
  static objects(terraform: string): Expression<"objects"> {
    return new Expression("objects", terraform);
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
    /** Whether the expression may give null, which is the same as leaving the value out. */
    readonly isOptional: boolean = false,
    /**
     * What the text is put together from.
     *
     * @default - the expression is a whole
     */
    readonly pieces?: readonly TextOrExpression[],
  ) {}

  /** Texts and expressions one after the other, in the quotes of a Terraform string. */
  static joined(pieces: readonly TextOrExpression[]): Expression<"text"> {
    const flat = pieces.flatMap((piece) => (Expression.is(piece) ? (piece.pieces ?? [piece]) : [piece]));
    const quoted = flat.map((piece) => (typeof piece === "string" ? escapeQuoted(piece) : String(piece)));
    return new Expression("text", `"${quoted.join("")}"`, false, flat);
  }

  /** The same expression, which may give null: the value is then left out, as one that is not written. */
  optional(): Expression<Kind> {
    return new Expression(this.kind, this.terraform, true);
  }

  /** The expression as a Terraform template: `${var.max_instances}`. */
  toString(): string {
    return `\${${this.terraform}}`;
  }
}

/** A text that is known now or when Terraform plans. */
export type TextOrExpression = string | Expression<"text">;

/** The pieces one after the other: a text when all of them are known. */
export function joinedText(...pieces: readonly TextOrExpression[]): TextOrExpression {
  return pieces.every((piece) => typeof piece === "string") ? pieces.join("") : Expression.joined(pieces);
}

/** A text as Terraform's own text has it: in quotes, or as the expression that gives it. */
export const terraformText = (value: TextOrExpression) =>
  Expression.is(value) ? value.terraform : `"${escapeQuoted(value)}"`;

/** A value, or another one where it is left out: now, or when Terraform finds that it is null. */
export function orElse<Value extends TextOrExpression | NumberOrExpression>(
  value: Value | undefined,
  fallback: Value,
): Value {
  if (!Expression.is(value) || !value.isOptional) {
    return value ?? fallback;
  }
  const other = typeof fallback === "number" ? String(fallback) : terraformText(fallback as TextOrExpression);
  return Expression[value.kind](`coalesce(${value.terraform}, ${other})`) as Expression as Value;
}

/** A number that is known now or when Terraform plans. */
export type NumberOrExpression = number | Expression<"number">;

const reference = /^[A-Za-z_][\w-]*(\.[\w-]+|\[[^[\]]*\])*$/;

/** The value of an expression, or a number, as it may stand beside any operator. */
export function operand(value: number | Expression): string {
  if (typeof value === "number") {
    return String(value);
  }
  return reference.test(value.terraform) || isCall(value.terraform) ? value.terraform : `(${value.terraform})`;
}

/** Whether the text is one call of a function: its first parenthesis is closed by its last character. */
function isCall(terraform: string): boolean {
  // A parenthesis in a quoted text, as in a pattern, opens and closes nothing.
  const code = terraform.replaceAll(/"(\\.|[^"\\])*"/g, '""');
  let depth = 0;
  const closing = [...code].findIndex((character) => {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    return character === ")" && depth === 0;
  });
  return /^[a-z][a-z0-9_]*\(/.test(code) && closing === code.length - 1;
}

/** The sum of the terms: a number when all of them are known. */
export function sum(terms: readonly NumberOrExpression[]): NumberOrExpression {
  const known = terms.filter((term) => typeof term === "number").reduce((a, b) => a + b, 0);
  const unknown = terms.filter((term) => typeof term !== "number");
  if (unknown.length === 0) {
    return known;
  }
  const parts = [...unknown.map(operand), ...(known === 0 ? [] : [String(known)])];
  return parts.length === 1 ? (unknown[0] as Expression<"number">) : Expression.number(parts.join(" + "));
}

/** The product of two numbers: a number when both are known. */
export function product(a: NumberOrExpression, b: NumberOrExpression): NumberOrExpression {
  if (typeof a === "number" && typeof b === "number") {
    return a * b;
  }
  if (a === 1 || b === 1) {
    return a === 1 ? b : a;
  }
  return Expression.number(`${operand(a)} * ${operand(b)}`);
}

/** The part of a total that goes to one of `parts` equal shares, counted from 0; the first shares take the remainder. */
export function share(total: NumberOrExpression, index: number, parts: number): NumberOrExpression {
  if (parts === 1) {
    return total;
  }
  if (typeof total === "number") {
    return Math.floor(total / parts) + (index < total % parts ? 1 : 0);
  }
  return Expression.number(`floor(${operand(total)} / ${parts}) + (${index} < ${operand(total)} % ${parts} ? 1 : 0)`);
}
