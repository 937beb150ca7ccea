import { holdsForLonger } from "./cron-pattern";
import { secondsIn } from "./duration-form";
import { heldAs, type ModuleCondition } from "./module-condition";
import type { ConditionOf } from "./subject";

const JOBS = "var.max_instances * var.capacity_per_instance";

/** A condition on every policy, whose other forms the variable's own validations refuse. */
const everyPolicy = (condition: string) => `alltrue([for policy in var.policies : try(${condition}, true)])`;

const ofPolicies = (value: string, condition: string) => ({
  condition: everyPolicy(condition),
  given: `[for policy in var.policies : policy.${value} if !try(${condition}, true)]`,
  path: `[*].${value}`,
});

const ofPeriods = (condition: ConditionOf) => ({
  condition: `alltrue([for period in flatten(var.policies[*].periods) : ${condition("period")}])`,
  given: "flatten(var.policies[*].periods)",
  path: "[*].periods[*]",
});

/** What speaks of sizes and of idle capacity. */
export const sizesConditions: readonly ModuleCondition[] = [
  heldAs("max-use-count-required", {
    variables: ["maxUseCount", "capacityPerInstance"],
    condition: "var.max_use_count != null || var.capacity_per_instance <= 1",
    must: "is required with capacity_per_instance above 1 (${var.capacity_per_instance})",
    given: "var.max_use_count",
  }),
  heldAs("max-use-count-below-capacity", {
    variables: ["maxUseCount", "capacityPerInstance"],
    condition: "coalesce(var.max_use_count, 0) == 0 || coalesce(var.max_use_count, 0) >= var.capacity_per_instance",
    must: "must be 0 or at least capacity_per_instance (${var.capacity_per_instance})",
    given: "var.max_use_count",
  }),
  heldAs("idle-count-above-capacity", {
    variables: ["policies", "maxInstances", "capacityPerInstance"],
    ...ofPolicies("idle_count", `policy.idle_count <= ${JOBS}`),
    must: `must be at most max_instances × capacity_per_instance (\${${JOBS}})`,
  }),
  heldAs("scale-factor-limit-above-capacity", {
    variables: ["policies", "maxInstances", "capacityPerInstance"],
    ...ofPolicies("scale_factor_limit", `policy.scale_factor_limit <= ${JOBS}`),
    must: `should be at most max_instances × capacity_per_instance (\${${JOBS}})`,
  }),
  heldAs("scale-factor-limit-without-factor", {
    variables: ["policies"],
    ...ofPolicies("scale_factor_limit", "policy.scale_factor_limit == null || coalesce(policy.scale_factor, 0) > 0"),
    must: "has no effect without a scale_factor above 0",
  }),
  heldAs("idle-time-below-boot", {
    variables: ["policies"],
    ...ofPolicies(
      "idle_time",
      `anytrue([for seconds in [${secondsIn("policy.idle_time")}] : seconds < 1 || seconds >= 600])`,
    ),
    must: "should be at least 10m",
  }),
  heldAs("policy-period-single-minute", {
    variables: ["policies"],
    ...ofPeriods((period) => `try(${holdsForLonger(period)}, true)`),
    must: "should hold for longer than a minute at a time",
  }),
  heldAs("policy-never-seen", {
    variables: ["policies"],
    condition:
      'alltrue([for index, policy in var.policies : index == 0 || !contains(policy.periods, "* * * * *") || (index == 1 && contains(var.policies[0].periods, "* * * * *"))])',
    must: "should count at some minute each, got a policy for every minute behind others",
    given: null,
    fix: "move it to the front, so that the others are exceptions from it",
  }),
];
