import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Jobs do not get the role of Session Manager. */
export const sessionManagerRoleForJobs: Rule = {
  id: "session-manager-role-for-jobs",
  title: "Jobs do not get the role of Session Manager",
  why:
    "With machineAccess the machines' role may talk to AWS Systems Manager. A job that may use the role can pose as its " +
    "machine there and read what is sent to it.",
  fix: "remove jobsMayUseInstanceRole, or give jobs a role of their own by OIDC (id_tokens in .gitlab-ci.yml)",
  severity: "error",
  acceptable: true,
  check: everyMachineFleet(function* ({ machines }, at) {
    if (machines.jobsMayUseInstanceRole === true && machines.machineAccess === "ssm") {
      yield {
        path: at("machines", "jobsMayUseInstanceRole"),
        message: 'must not be true with a machineAccess of "ssm"',
      };
    }
  }),
};
