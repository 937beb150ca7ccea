import { hasPausePods } from "../fleets/pod-places";
import { podSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Pause pods hold a place that a job can take. */
export const pausePodsWithoutRequests: Rule = {
  id: "pause-pods-without-requests",
  title: "Pause pods hold a place that a job can take",
  why:
    "A pause pod requests what cpuRequest and memoryRequest say; limits don't count. Without either it takes no room, so no " +
    "node is started for it, and the next job waits for a node as if there were no pause pods.",
  fix: "write cpuRequest and memoryRequest",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const settings = podSettings(config, name);
    if (hasPausePods(settings) && settings.cpuRequest === undefined && settings.memoryRequest === undefined) {
      yield {
        path: at("kubernetes", "autoscaler", "policies"),
        message: "should come with cpuRequest or memoryRequest, got neither",
      };
    }
  }),
};
