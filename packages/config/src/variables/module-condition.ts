import { rules } from "../rules";
import { inTermsOfVariables } from "./terraform-name";
import type { VariableName } from "./catalogue";
import type { VariableValidation } from "./variable";

/** A rule as a condition over variables, which are written out: `var.max_instances`. */
export interface ModuleCondition extends VariableValidation {
  /** Every variable that it speaks of; the finding is at the first. */
  readonly variables: readonly VariableName[];
  /**
   * A variable by which the modules are known in which it holds, though it does not speak of it.
   *
   * @default - it holds in every module that has `variables`
   */
  readonly onlyWith?: VariableName;
}

/** Whether a condition holds in a module with these variables. */
export const holdsWith = (names: readonly VariableName[], { variables, onlyWith }: ModuleCondition): boolean =>
  [...variables, ...(onlyWith === undefined ? [] : [onlyWith])].every((name) => names.includes(name));

/** A condition as it is written: with the rule's own advice, unless a module needs another. */
type WrittenCondition = Omit<ModuleCondition, "rule" | "fix"> & Partial<Pick<ModuleCondition, "fix">>;

/**
 * A rule of the description as a condition over variables.
 *
 * @throws Error when there is no such rule
 */
export function heldAs(rule: string, condition: WrittenCondition): ModuleCondition {
  const found = rules.find(({ id }) => id === rule);
  if (!found) {
    throw new Error(`a condition must be that of a rule, got ${rule}`);
  }
  return { rule, fix: inTermsOfVariables(found.fix), ...condition };
}
