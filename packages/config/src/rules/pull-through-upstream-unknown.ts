import { everyPullThroughRule } from "../rule/every-pull-through-rule";
import type { Rule } from "../rule/rule";
import { isUpstream, upstreamNames } from "../fleets/upstream-registries";

/** ECR fetches images of the registries that AWS names. */
export const pullThroughUpstreamUnknown: Rule = {
  id: "pull-through-upstream-unknown",
  title: "ECR fetches images of the registries that AWS names",
  why: "ECR refuses to make a rule for any other registry, in the middle of an apply. Docker Hub is registry-1.docker.io.",
  fix: `write one of ${upstreamNames.join(", ")}, or accept the rule if AWS names it by now`,
  severity: "warning",
  check: everyPullThroughRule(function* ({ upstream }, at) {
    if (!isUpstream(upstream)) {
      yield { path: at("upstreamRegistryUrl"), message: `should be a registry that AWS names, got "${upstream}"` };
    }
  }),
};
