import { podAmounts, containerRequest, KUBERNETES_NAMES } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Requests and limits are within the namespace's limit range. */
export const containerBeyondLimitRange: Rule = {
  id: "container-beyond-limit-range",
  title: "Requests and limits are within the namespace's limit range",
  why: "Kubernetes refuses a pod with a container that requests less or may use more than its namespace allows, so every job fails.",
  fix: "change the amount, or the limit range",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    for (const keys of amountKeys.filter(({ part }) => part !== "pod")) {
      const resource = KUBERNETES_NAMES[keys.resource];
      const [most, least] = [pod.limitRange?.max, pod.limitRange?.min].map((part) => knownAmount(part?.[resource]));
      const limit = knownAmount(pod.settings[keys.limit]);
      const request = containerRequest(pod, keys);
      if (limit && most && limit.value > most.value) {
        yield {
          path: at("kubernetes", keys.limit),
          message: `must be at most jobs.limitRange.max.${resource} (${most.text}), got ${limit.text}`,
        };
      }
      if (request && least && request.value < least.value && request.at[0] === "kubernetes") {
        yield {
          path: at(...request.at),
          message: `must be at least jobs.limitRange.min.${resource} (${least.text}), got ${request.text}`,
        };
      }
    }
  }),
};
