import { fleetsInNamespace, makesInNamespace } from "../fleets/pod-namespace";
import { jobsNamespace } from "../fleets/names";
import { formatGiven } from "../findings/finding";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Fleets that share a namespace have one profile, and one of them makes what is in it. */
export const jobNamespaceShared: Rule = {
  id: "job-namespace-shared",
  title: "Fleets that share a namespace have one profile, and one of them makes what is in it",
  why:
    "A namespace has one Pod Security level: with the stricter one the pods of the other fleet are refused, with the other " +
    "one nothing keeps the pods of the stricter fleet within theirs. Quota, limits, network policy and service accounts, " +
    "too, are those of all pods in it, and only one fleet can say what they are.",
  fix:
    'give the fleet a namespace of its own, or set its jobs.namespacePolicy to "existing", leave everything else of jobs out, ' +
    "and give both the same profile",
  severity: "error",
  check: everyKubernetesFleet(function* (fleet, at, config, name) {
    const sharing = fleetsInNamespace(config, name);
    const [first] = sharing;
    if (!first || first[0] === name) {
      return;
    }
    const namespace = formatGiven(jobsNamespace(config, name));
    const maker = sharing.find(([, other]) => makesInNamespace(other));
    if (maker && maker[0] !== name && makesInNamespace(fleet)) {
      yield {
        path: at("jobs"),
        message: `must make nothing in the namespace ${namespace}, which is that of fleets.${maker[0]}`,
      };
    }
    if (first[1].profile !== fleet.profile) {
      yield {
        path: at("profile"),
        message: `must be that of fleets.${first[0]} (${first[1].profile}), which shares the namespace ${namespace}, got ${fleet.profile}`,
      };
    }
  }),
};
