import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const FLAG = "FF_USE_ADVANCED_POD_SPEC_CONFIGURATION";

/** Patches of the pod are read. */
export const podSpecPatchIgnored: Rule = {
  id: "pod-spec-patch-ignored",
  title: "Patches of the pod are read",
  why: "GitLab Runner reads patches with this flag alone. Without it jobs get pods that lack all that the patches add, and nothing says so.",
  fix: "remove the flag: it is on for fleets with podSpec",
  severity: "warning",
  check: everyKubernetesFleet(function* ({ kubernetes: { podSpec = [] }, featureFlags }, at) {
    if (podSpec.length > 0 && featureFlags?.[FLAG] === false) {
      yield { path: at("featureFlags", FLAG), message: "should be true with kubernetes.podSpec, got false" };
    }
  }),
};
