import { tokensOf } from "../fleets/manager-tokens";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { isEmptyList } from "../values/known-value";

/** A runner takes jobs by their tags, or jobs without any. */
export const registrationTakesNoJobs: Rule = {
  id: "registration-takes-no-jobs",
  title: "A runner takes jobs by their tags, or jobs without any",
  why: "A runner without tags that does not run untagged jobs matches no job, and GitLab refuses to create it.",
  fix: "give the fleet registration.tags, or set its registration.runUntagged",
  severity: "error",
  check: everyFleet(function* ({ registration }, at, config) {
    const takesUntagged = registration !== undefined && registration.runUntagged !== false;
    if (tokensOf(config).source === "gitlab" && isEmptyList(registration?.tags) && !takesUntagged) {
      yield { path: at("registration", "tags"), message: "must be given where runUntagged is false" };
    }
  }),
};
