import { hasPausePods } from "../fleets/pod-places";
import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Pause pods are on nodes that jobs can run on. */
export const pausePodsOnOtherNodes: Rule = {
  id: "pause-pods-on-other-nodes",
  title: "Pause pods are on nodes that jobs can run on",
  why:
    "Pause pods follow nodeSelector and nodeTolerations, but no affinity. Where an affinity alone chooses the nodes of jobs, " +
    "places are held on nodes that no job can take them on.",
  fix: "name the nodes in nodeSelector",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const settings = podSettings(config, name);
    const required = settings.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    if (required && hasPausePods(settings) && settings.nodeSelector === undefined) {
      yield {
        path: at("kubernetes", "nodeSelector"),
        message: "should name the nodes of the required nodeAffinity for pause pods, got nothing",
      };
    }
  }),
};
