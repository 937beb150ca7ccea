import { everyDockerFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The user of a fleet's containers is among those that are allowed. */
export const userNotAllowed: Rule = {
  id: "user-not-allowed",
  title: "The user of a fleet's containers is among those that are allowed",
  why: "A job that chooses no user gets the fleet's own. Where that one is not allowed, every such job fails.",
  fix: "add the user to allowedUsers",
  severity: "error",
  check: everyDockerFleet(function* ({ docker }, at) {
    const user = knownValue(docker.user);
    const allowed = knownValue(docker.allowedUsers);
    if (user === undefined || allowed === undefined || allowed.length === 0) {
      return;
    }
    if (knownEntries(allowed).length === allowed.length && !allowed.includes(user)) {
      yield { path: at("docker", "allowedUsers"), message: `must hold docker.user, got no ${formatGiven(user)} in it` };
    }
  }),
};
