import { formatPath } from "../findings/finding";
import { tokensOf } from "../fleets/manager-tokens";
import type { Rule } from "../rule/rule";

/** What is said of a runner in GitLab is said by Terraform, which creates it. */
export const registrationWithoutEffect: Rule = {
  id: "registration-without-effect",
  title: "What is said of a runner in GitLab is said by Terraform, which creates it",
  why:
    "Terraform creates runners where the source of their tokens is gitlab. Otherwise they exist already, and tags, protection " +
    "and timeout are what somebody has set in GitLab: the description would show what is not so.",
  fix: 'set the tokens\' source to "gitlab", or remove registration and set it in GitLab',
  severity: "error",
  *check(config) {
    const { source, path } = tokensOf(config);
    if (source === "gitlab") {
      return;
    }
    const message = `has no effect where ${formatPath([...path, "source"])} is "${source}"`;
    if (config.registration !== undefined) {
      yield { path: ["registration"], message };
    }
    for (const [name, { registration }] of Object.entries(config.fleets)) {
      if (registration !== undefined) {
        yield { path: ["fleets", name, "registration"], message };
      }
    }
  },
};
