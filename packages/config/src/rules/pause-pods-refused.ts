import { enforcedLevel } from "../fleets/pod-namespace";
import { hasPausePods } from "../fleets/pod-places";
import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** The namespace of jobs takes pause pods. */
export const pausePodsRefused: Rule = {
  id: "pause-pods-refused",
  title: "The namespace of jobs takes pause pods",
  why:
    "GitLab Runner makes pause pods without a security context, whatever the fleet says of its jobs' pods. A namespace of " +
    "the level restricted refuses them: the Deployment stays at 0 pods, no place is ever held, and nothing is logged.",
  fix: 'remove autoscaler.policies, or set jobs.podSecurity to "baseline"',
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    if (enforcedLevel(config, name) === "restricted" && hasPausePods(podSettings(config, name))) {
      yield {
        path: at("kubernetes", "autoscaler", "policies"),
        message: "must keep no pause pods in a namespace of the level restricted, got some",
      };
    }
  }),
};
