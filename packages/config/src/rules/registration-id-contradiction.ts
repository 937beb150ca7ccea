import { formatPath } from "../findings/finding";
import { tokensOf } from "../fleets/manager-tokens";
import { everyFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** The number of a runner that Terraform creates is GitLab's choice. */
export const registrationIdContradiction: Rule = {
  id: "registration-id-contradiction",
  title: "The number of a runner that Terraform creates is GitLab's choice",
  why: "Terraform writes the number that GitLab gave the runner into config.toml. Another one would be that of another runner, whose autoscaler the manager would take this fleet's for.",
  fix: "remove id, or set the tokens' source to existing or variable",
  severity: "error",
  check: everyFleet(function* ({ id }, at, config) {
    const { source, path } = tokensOf(config);
    if (source === "gitlab" && id !== undefined) {
      yield {
        path: at("id"),
        message: `must not be given where ${formatPath([...path, "source"])} is "gitlab", got ${id}`,
      };
    }
  }),
};
