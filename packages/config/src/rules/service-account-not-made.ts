import { didYouMean } from "../findings/did-you-mean";
import { formatGiven } from "../findings/finding";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** The service account that jobs run as is in their namespace. */
export const serviceAccountNotMade: Rule = {
  id: "service-account-not-made",
  title: "The service account that jobs run as is in their namespace",
  why:
    "Kubernetes makes no pod whose service account is not there: every job fails with “serviceaccount not found”. In a " +
    "namespace that is made for the fleet there are `default` and those of jobs.serviceAccounts.",
  fix: "name one of jobs.serviceAccounts, add it there, or accept the rule if something else makes it",
  severity: "warning",
  check: everyKubernetesFleet(function* ({ jobs, kubernetes }, at) {
    const name = knownValue(kubernetes.serviceAccount);
    const made = ["default", ...Object.keys(jobs.serviceAccounts ?? {})];
    if (name === undefined || jobs.namespacePolicy !== "create" || made.includes(name)) {
      return;
    }
    const near = didYouMean(name, made);
    yield {
      path: at("kubernetes", "serviceAccount"),
      message: `should be one of ${made.join(", ")}, got ${formatGiven(name)}`,
      ...(near !== undefined && { fix: `did you mean ${near}?` }),
    };
  }),
};
