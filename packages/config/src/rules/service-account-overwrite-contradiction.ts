import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Which service accounts jobs may choose is said once. */
export const serviceAccountOverwriteContradiction: Rule = {
  id: "service-account-overwrite-contradiction",
  title: "Which service accounts jobs may choose is said once",
  why:
    "Jobs may choose exactly the service accounts in jobs.serviceAccounts: their names are the regular expression that GitLab " +
    "Runner gets. Another one beside it would either be ignored or open accounts that nobody listed.",
  fix: "leave serviceAccountOverwriteAllowed out, and list every service account that jobs may choose",
  severity: "error",
  check: everyKubernetesFleet(function* ({ kubernetes, jobs: { serviceAccounts } }, at) {
    const names = Object.keys(serviceAccounts ?? {});
    if (names.length > 0 && kubernetes.serviceAccountOverwriteAllowed !== undefined) {
      yield {
        path: at("kubernetes", "serviceAccountOverwriteAllowed"),
        message: `must not be given with jobs.serviceAccounts (${names.join(", ")})`,
      };
    }
  }),
};
