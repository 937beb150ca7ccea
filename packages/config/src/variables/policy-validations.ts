import { asDescribed, demanded, noNulls } from "./as-described";
import { impossibleDate, isFiveFields, rangesInOrder, timeZonePattern } from "./cron-pattern";
import { wholeDuration } from "./duration-form";
import { attributeOfEntries, entriesOfEntries, not } from "./subject";
import { matches } from "./terraform-pattern";
import type { VariableValidation } from "./variable";

const ofPolicies = (name: string, isOptional = false) => attributeOfEntries("policy", name, isOptional);

const periods = entriesOfEntries("period", "periods");

const periodFix =
  "write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays";

/** What each policy is held against on its own. */
export const policyValidations: readonly VariableValidation[] = [
  noNulls("policy"),
  demanded(
    {
      rule: "policy-period-invalid",
      condition: (list) => `length(${list}) > 0`,
      must: "must hold at least one period",
      fix: "leave periods out for a policy that always holds",
    },
    ofPolicies("periods"),
  ),
  demanded(
    {
      rule: "policy-period-invalid",
      condition: isFiveFields,
      must: "must be five cron fields (minute, hour, day of month, month, day of week)",
      fix: periodFix,
    },
    periods,
  ),
  demanded(
    {
      rule: "policy-period-invalid",
      condition: (period) => `try(${rangesInOrder(period)}, true)`,
      must: "must hold no range that ends before it starts",
      fix: "write it as two, such as 22-23,0-6",
    },
    periods,
  ),
  demanded(
    {
      rule: "policy-never-holds",
      condition: (period) => not(matches(period, impossibleDate)),
      must: "must hold on some date",
      fix: "correct the day and the month",
    },
    periods,
  ),
  demanded(
    {
      rule: "time-zone-unknown",
      condition: (name) => matches(name, timeZonePattern),
      must: "must be an IANA time zone",
      fix: "use a name such as Europe/Paris, America/New_York or UTC",
    },
    ofPolicies("timezone"),
  ),
  ...asDescribed("fleets.*.policies.*.idleCount", ofPolicies("idle_count")),
  wholeDuration(ofPolicies("idle_time")),
  ...asDescribed("fleets.*.policies.*.scaleFactor", ofPolicies("scale_factor", true)),
  ...asDescribed("fleets.*.policies.*.scaleFactorLimit", ofPolicies("scale_factor_limit", true)),
  demanded(
    {
      rule: "scale-factor-limit-below-idle-count",
      condition: (limit) => `coalesce(policy.scale_factor, 0) == 0 || ${limit} >= policy.idle_count`,
      must: "must be at least idle_count",
      fix: "raise scale_factor_limit to idle_count at least, or leave it out for no limit but the fleet's",
    },
    ofPolicies("scale_factor_limit", true),
  ),
  demanded(
    {
      rule: "preemptive-without-idle",
      condition: (isPreemptive) => `!${isPreemptive} || policy.idle_count != 0`,
      must: "must not be true with an idle_count of 0: no job would ever be taken",
      fix: "raise idle_count, or remove preemptive_mode",
    },
    ofPolicies("preemptive_mode", true),
  ),
];
