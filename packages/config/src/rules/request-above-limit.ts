import { containerLimit, podAmounts } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A request is at most its limit. */
export const requestAboveLimit: Rule = {
  id: "request-above-limit",
  title: "A request is at most its limit",
  why:
    "Kubernetes refuses a pod that must have more than it may use, so every job fails. Where no limit is written, that of " +
    "the namespace's limit range counts.",
  fix: "raise the limit, or lower the request",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    for (const keys of amountKeys) {
      const request = knownAmount(pod.settings[keys.request]);
      const limit = containerLimit(pod, keys);
      if (request && limit && request.value > limit.value) {
        yield {
          path: at("kubernetes", keys.request),
          message: `must be at most ${limit.words} (${limit.text}), got ${request.text}`,
        };
      }
    }
  }),
};
