import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A service account of jobs has one role. */
export const jobServiceAccountTwoRoles: Rule = {
  id: "job-service-account-two-roles",
  title: "A service account of jobs has one role",
  why: "A pod gets the credentials of one AWS role: either yours, or the one that is made of policyArns.",
  fix: "leave policyArns out and give the policies to your role, or leave roleArn out",
  severity: "error",
  check: everyKubernetesFleet(function* ({ jobs: { serviceAccounts = {} } }, at) {
    for (const [account, { roleArn, policyArns }] of Object.entries(serviceAccounts)) {
      if (roleArn !== undefined && policyArns !== undefined) {
        yield {
          path: at("jobs", "serviceAccounts", account, "policyArns"),
          message: "must not be given with roleArn",
        };
      }
    }
  }),
};
