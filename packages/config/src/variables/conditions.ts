import { isAcceptable } from "../rule/rule";
import { rules } from "../rules";
import { awsManagerConditions } from "./aws-manager-conditions";
import { isolationConditions } from "./isolation-conditions";
import { machinesConditions } from "./machines-conditions";
import { managerConditions } from "./manager-conditions";
import type { ModuleCondition } from "./module-condition";
import { sizesConditions } from "./sizes-conditions";

/**
 * The rules that speak of several variables, or of one where a description may live with what is found, as conditions
 * of Terraform: an error is a precondition of a module, a warning a check. Which it is, the rule itself says.
 */
export const conditions: readonly ModuleCondition[] = [
  ...managerConditions,
  ...awsManagerConditions,
  ...sizesConditions,
  ...isolationConditions,
  ...machinesConditions,
];

/** Ids of the rules whose conditions a module may be told to accept. */
export const acceptableRules: readonly string[] = rules
  .filter((rule) => isAcceptable(rule) && conditions.some((condition) => condition.rule === rule.id))
  .map(({ id }) => id)
  .sort();
