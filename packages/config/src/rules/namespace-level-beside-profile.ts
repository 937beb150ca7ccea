import { LEVELS, profileLevel } from "../fleets/pod-namespace";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** The level of a namespace is one that takes the profile's pods. */
export const namespaceLevelBesideProfile: Rule = {
  id: "namespace-level-beside-profile",
  title: "The level of a namespace is one that takes the profile's pods",
  why:
    "A namespace that is stricter than the profile needs refuses the pods of all jobs, and one that exists already is " +
    "labelled by whoever made it.",
  fix: "leave jobs.podSecurity out, or name a level that is less strict, of a namespace that is made here",
  severity: "error",
  check: everyKubernetesFleet(function* (fleet, at) {
    const { podSecurity, namespacePolicy } = fleet.jobs;
    const path = at("jobs", "podSecurity");
    if (podSecurity !== undefined && namespacePolicy === "existing") {
      yield { path, message: 'must not be given with a namespacePolicy of "existing"' };
    } else if (podSecurity !== undefined && LEVELS.indexOf(podSecurity) < LEVELS.indexOf(profileLevel(fleet))) {
      yield {
        path,
        message: `must be ${profileLevel(fleet)} with the profile ${fleet.profile}, or less strict, got ${podSecurity}`,
      };
    }
  }),
};
