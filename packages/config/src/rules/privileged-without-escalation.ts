import { CONTAINER_CONTEXTS, CONTEXT_KEYS, containerRight } from "../fleets/pod-containers";
import { enforcedLevel } from "../fleets/pod-namespace";
import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A privileged container may get more rights than it began with. */
export const privilegedWithoutEscalation: Rule = {
  id: "privileged-without-escalation",
  title: "A privileged container may get more rights than it began with",
  why:
    "Kubernetes refuses a container that is privileged and may not escalate, since the first includes the second. Every job " +
    "fails with “cannot set `allowPrivilegeEscalation` to false and `privileged` to true”.",
  fix: 'choose the profile "privileged", or set both keys for each container that needs it',
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    // A stricter level refuses privileged containers as such.
    const level = enforcedLevel(config, name) ?? "privileged";
    const settings = podSettings(config, name);
    const found = CONTEXT_KEYS.filter(
      (context) =>
        level === "privileged" &&
        containerRight(settings, context, "privileged").value === true &&
        containerRight(settings, context, "allowPrivilegeEscalation").value === false,
    );
    if (found.length > 0) {
      const names = found.map((context) => CONTAINER_CONTEXTS[context]).join(", ");
      yield {
        path: at("kubernetes", "allowPrivilegeEscalation"),
        message: `must not be false for privileged containers, got false for ${names}`,
      };
    }
  }),
};
