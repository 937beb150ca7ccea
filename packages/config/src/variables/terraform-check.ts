import { nameInTerraform } from "./terraform-name";
import type { ModuleCondition } from "./module-condition";
import type { Variable, VariableValidation } from "./variable";

/** What Terraform holds values against, ready to be written. */
export interface TerraformCheck {
  /** Terraform's condition, without `${` and `}`. */
  readonly condition: string;
  /** What is wrong where it is false, as a Terraform template: where, what was given, what to do, which rule. */
  readonly message: string;
}

/**
 * The validations of a variable.
 *
 * @param name the variable's name in Terraform
 */
export function terraformValidations(name: string, variable: Variable): TerraformCheck[] {
  return (variable.validations ?? []).map((validation) =>
    checkOf(name, variable.default === null ? orNull(validation) : validation),
  );
}

/** A condition over several variables, or one that a module may be told to accept. */
export function terraformCondition(condition: ModuleCondition): TerraformCheck {
  return checkOf(nameInTerraform(condition.variables[0] as string), condition);
}

/**
 * The same for a variable that may be left out. Terraform evaluates both sides of `||`, and a message even where the
 * condition holds: an error in either ends the run.
 */
const orNull = ({ condition, given, ...validation }: VariableValidation): VariableValidation => ({
  ...validation,
  condition: `var.NAME == null ? true : ${condition}`,
  given: given === undefined || given === null || given === "var.NAME" ? given : `try(${given}, null)`,
});

function checkOf(
  name: string,
  { rule, condition, must, fix, path = "", given = "var.NAME" }: VariableValidation,
): TerraformCheck {
  const shown = given === null ? "" : `, got \${jsonencode(${given})}`;
  const named = (template: string) => template.replaceAll("var.NAME", `var.${name}`);
  return {
    condition: named(condition),
    message: named(`${name}${path}: ${must}${shown}; ${fix} [${rule}]`),
  };
}
