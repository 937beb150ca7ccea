import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const CHOICES = [
  ["allowedUsers", "runAsUser"],
  ["allowedGroups", "runAsGroup"],
] as const;

/** A list of users that jobs may choose is for a fleet whose jobs may choose one. */
export const allowedUsersWithoutEffect: Rule = {
  id: "allowed-users-without-effect",
  title: "A list of users that jobs may choose is for a fleet whose jobs may choose one",
  why:
    "Where the pod names its user, as the profiles restricted and image-builds do, a job can choose no other, whatever the " +
    "list says: its log has “Overriding user … is not allowed”, and it runs as the pod's user.",
  fix: "remove the list, or set the user in podSecurityContext",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const settings = podSettings(config, name);
    for (const [list, id] of CHOICES) {
      const ofPod = settings.podSecurityContext?.[id];
      if (settings[list] !== undefined && ofPod !== undefined) {
        yield {
          path: at("kubernetes", list),
          message: `has no effect while podSecurityContext.${id} is ${String(ofPod)}`,
        };
      }
    }
  }),
};
