import { everyFleet } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The pull policies of a fleet are among those that jobs may choose. */
export const pullPolicyNotAllowed: Rule = {
  id: "pull-policy-not-allowed",
  title: "The pull policies of a fleet are among those that jobs may choose",
  why:
    "A job that chooses no pull policy gets those of the fleet that are allowed. A policy that is not among them is never " +
    "used, and where none is left every such job fails.",
  fix: "add it to allowedPullPolicies, or leave allowedPullPolicies out",
  severity: "error",
  check: everyFleet(function* ({ docker }, at) {
    const list = knownValue(docker.allowedPullPolicies);
    if (list === undefined || list.length === 0 || knownEntries(list).length < list.length) {
      return;
    }
    for (const policy of [docker.pullPolicy ?? "always"].flat()) {
      if (!list.includes(policy)) {
        yield {
          path: at("docker", "allowedPullPolicies"),
          message: `must hold the fleet's own pull policy ${JSON.stringify(policy)}`,
        };
      }
    }
  }),
};
