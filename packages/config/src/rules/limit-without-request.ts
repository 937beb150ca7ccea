import { containersRequest, podAmounts } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A limit comes with a request. */
export const limitWithoutRequest: Rule = {
  id: "limit-without-request",
  title: "A limit comes with a request",
  why:
    "Kubernetes takes a limit for the request where none is written, even if the namespace's limit range has a default: " +
    "each pod keeps all of it for itself, though it may seldom use it, so fewer jobs fit a node than seems.",
  fix: "write the request: what a usual job needs, or the same value if a pod is to keep all of it",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    for (const { part, resource, request, limit } of amountKeys) {
      const most = knownAmount(pod.settings[limit]);
      // Where containers have requests, those are the pod's, whatever its limit is.
      const isInPlace = part !== "pod" || !containersRequest(pod, resource);
      if (most && isInPlace && pod.settings[request] === undefined) {
        yield { path: at("kubernetes", limit), message: `should come with ${request}, got ${most.text} alone` };
      }
    }
  }),
};
