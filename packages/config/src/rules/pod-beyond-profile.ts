import { enforcedLevel } from "../fleets/pod-namespace";
import { refusedValues } from "../fleets/pod-security";
import { formatGiven } from "../findings/finding";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Pods keep to the Pod Security level of their namespace. */
export const podBeyondProfile: Rule = {
  id: "pod-beyond-profile",
  title: "Pods keep to the Pod Security level of their namespace",
  why:
    "The namespace that is made for jobs enforces the level of the fleet's profile, or that of jobs.podSecurity. Kubernetes " +
    "refuses a pod that asks for more, so every job fails with “violates PodSecurity”.",
  fix: "leave the value to the profile, choose the profile that has it, or set jobs.podSecurity to the level that takes it",
  severity: "error",
  check: everyKubernetesFleet(function* (fleet, at, config, name) {
    const level = enforcedLevel(config, name);
    for (const { at: keys, must, given } of level ? refusedValues(fleet.kubernetes, level) : []) {
      yield {
        path: at("kubernetes", ...keys),
        message: `${must} in a namespace of the level ${level}${given === undefined ? "" : `, got ${formatGiven(given)}`}`,
      };
    }
  }),
};
