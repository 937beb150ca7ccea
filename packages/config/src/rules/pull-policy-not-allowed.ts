import { everyContainerFleet } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The pull policies of a fleet are among those that jobs may choose. */
export const pullPolicyNotAllowed: Rule = {
  id: "pull-policy-not-allowed",
  title: "The pull policies of a fleet are among those that jobs may choose",
  why:
    "A job that chooses no pull policy gets those of the fleet that are allowed. A policy that is not among them is never " +
    "used, and where none is left every such job fails. Pods without one have Kubernetes' own, which is none of the three.",
  fix: "add it to allowedPullPolicies, or leave allowedPullPolicies out",
  severity: "error",
  check: everyContainerFleet(function* ({ key, settings }, at) {
    const list = knownValue(settings.allowedPullPolicies);
    if (list === undefined || list.length === 0 || knownEntries(list).length < list.length) {
      return;
    }
    if (key === "kubernetes" && settings.pullPolicy === undefined) {
      yield {
        path: at(key, "pullPolicy"),
        message: "must be given with allowedPullPolicies, which can't hold Kubernetes' own policy, got nothing",
        fix: "name one of allowedPullPolicies, or leave allowedPullPolicies out",
      };
      return;
    }
    for (const policy of [settings.pullPolicy ?? "always"].flat()) {
      if (!list.includes(policy)) {
        yield {
          path: at(key, "allowedPullPolicies"),
          message: `must hold the fleet's own pull policy ${JSON.stringify(policy)}`,
        };
      }
    }
  }),
};
