import { didYouMean } from "../findings/did-you-mean";
import { everyFleet } from "../rule/every-fleet";
import { featureFlags } from "../keys/feature-flags";
import { versions } from "../versions";
import type { Rule } from "../rule/rule";

/** A feature flag is one that GitLab Runner knows. */
export const featureFlagUnknown: Rule = {
  id: "feature-flag-unknown",
  title: "A feature flag is one that GitLab Runner knows",
  why: "GitLab Runner ignores a flag that it does not know, and its own lint does not mention it: the flag stays off.",
  fix: "correct the name, or accept the rule for a flag of a newer runner",
  severity: "error",
  acceptable: true,
  check: everyFleet(function* (fleet, at) {
    for (const flag of Object.keys(fleet.featureFlags ?? {})) {
      if (!featureFlags.includes(flag)) {
        const near = didYouMean(flag, featureFlags);
        yield {
          path: at("featureFlags", flag),
          message: `is no feature flag of GitLab Runner ${versions.gitlabRunner}`,
          fix: near ? `did you mean ${near}?` : undefined,
        };
      }
    }
  }),
};
