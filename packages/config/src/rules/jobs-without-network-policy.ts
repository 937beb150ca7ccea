import { enforcedLevel, namespaceMaker } from "../fleets/pod-namespace";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Pods of jobs reach only what they need. */
export const jobsWithoutNetworkPolicy: Rule = {
  id: "jobs-without-network-policy",
  title: "Pods of jobs reach only what they need",
  why:
    "Without a policy a job reaches everything in the cluster: databases of other teams, dashboards without a password, the " +
    "manager's metrics, and the metadata of its node with the credentials of the node's AWS role.",
  fix: "set jobs.networkPolicy, for a start to {}, or accept the rule where something else closes the namespace",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    // What is in a namespace of somebody else's is not known.
    const isMade = enforcedLevel(config, name) !== undefined;
    if (isMade && namespaceMaker(config, name).jobs.networkPolicy === undefined) {
      yield { path: at("jobs", "networkPolicy"), message: "should be given, got nothing" };
    }
  }),
};
