import { formatPath } from "../findings/finding";
import { tokensOf } from "../fleets/manager-tokens";
import type { Rule } from "../rule/rule";

/** Runners that Terraform creates are described. */
export const registrationMissing: Rule = {
  id: "registration-missing",
  title: "Runners that Terraform creates are described",
  why: "GitLab creates a runner for the instance, for a group or for a project. Without registration nobody has said for which, and there is no runner whose token could be used.",
  fix: "add registration with its type, or set the tokens' source to existing or variable",
  severity: "error",
  *check(config) {
    const { source, path } = tokensOf(config);
    if (source === "gitlab" && config.registration === undefined) {
      yield {
        path: ["registration"],
        message: `must be given where ${formatPath([...path, "source"])} is "gitlab"`,
      };
    }
  },
};
