/** What Terraform holds one variable against. In every expression `var.NAME` stands for the variable. */
export interface VariableValidation {
  /** Id of the rule, as config's findings have it. */
  readonly rule: string;
  /** Terraform's condition. It gives `false`, and no error, for a value of odd form. */
  readonly condition: string;
  /** What must be, as a finding says it; a Terraform template. */
  readonly must: string;
  /** What to do, in lower case and without a full stop; a Terraform template. */
  readonly fix: string;
  /**
   * Where in the variable: `.size_gib`, `[*]`.
   *
   * @default - the variable as a whole
   */
  readonly path?: string;
  /**
   * Terraform's expression for what is shown as given; `null` shows nothing.
   *
   * @default - the variable
   */
  readonly given?: string | null;
}

/** A value that a variable can have. */
export type VariableValue =
  string | number | boolean | null | readonly VariableValue[] | { readonly [key: string]: VariableValue };

/** A value that is given when Terraform plans, not when the stack is synthesised. */
export interface Variable {
  /** Terraform's type. */
  readonly type: string;
  /** What it is for, its unit and range, and what happens when it is null. */
  readonly description: string;
  /**
   * Its value when none is given; with `null` it may be left out, and null is what it then is.
   *
   * @default - one must be given
   */
  readonly default?: VariableValue;
  /**
   * What it is held against.
   *
   * @default - its type alone
   */
  readonly validations?: readonly VariableValidation[];
  /**
   * Whether `validations` allow no character that JSON escapes, so that the value may stand between the quotes of a
   * JSON text as it is.
   *
   * @default - a value may need escaping
   */
  readonly jsonSafe?: true;
}
