import { privilegedPlaces } from "../fleets/pod-containers";
import { enforcedLevel } from "../fleets/pod-namespace";
import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Jobs in pods are not root on their node. */
export const privilegedPods: Rule = {
  id: "privileged-pods",
  title: "Jobs in pods are not root on their node",
  why:
    "A privileged container does on its node whatever the node's root may: it reads the secrets of all pods there, the " +
    "credentials of the kubelet and those of the node's AWS role. Whoever can run a job of the fleet has all of that.",
  fix:
    'build images with the profile "image-builds", or accept the rule with a reason, for a fleet of projects that are ' +
    "trusted with its nodes",
  severity: "error",
  acceptable: true,
  check: everyKubernetesFleet(function* ({ profile, kubernetes }, at, config, name) {
    if ((enforcedLevel(config, name) ?? "privileged") !== "privileged") {
      return;
    }
    for (const keys of privilegedPlaces(podSettings(config, name))) {
      const isOfProfile = keys.length === 1 && kubernetes.privileged === undefined;
      yield isOfProfile
        ? { path: at("profile"), message: `must give jobs no privileged containers, got "${profile}"` }
        : { path: at("kubernetes", ...keys), message: "must be false, got true" };
    }
  }),
};
