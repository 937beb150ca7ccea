import { everyPullThroughRule } from "../rule/every-pull-through-rule";
import type { Rule } from "../rule/rule";
import { needsCredential } from "../fleets/upstream-registries";

/** A registry that ECR reads only with credentials has them. */
export const pullThroughCredentialMissing: Rule = {
  id: "pull-through-credential-missing",
  title: "A registry that ECR reads only with credentials has them",
  why: "ECR refuses to make the rule, in the middle of an apply, also where the registry itself can be read by anyone.",
  fix: "store a user name and an access token in a secret named ecr-pullthroughcache/…, and give its ARN as credentialArn",
  severity: "error",
  check: everyPullThroughRule(function* ({ upstream, credentialArn }, at) {
    if (credentialArn === undefined && needsCredential(upstream)) {
      yield { path: at("credentialArn"), message: `must be given for ${upstream}` };
    }
  }),
};
