import { containerLimit, podAmounts } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A container whose memory is requested has a limit of it. */
export const memoryWithoutLimit: Rule = {
  id: "memory-without-limit",
  title: "A container whose memory is requested has a limit of it",
  why:
    "Memory can't be taken back from a process. A job without a limit that takes all of its node's makes the node evict " +
    "other jobs, or fail as a whole; with a limit it is that job alone that fails.",
  fix: "write the limit, equal to the request or above it, or podMemoryLimit for the pod as a whole",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    const isLimited = pod.settings.podMemoryLimit !== undefined;
    for (const keys of amountKeys.filter(({ part, resource }) => part !== "pod" && resource === "memory")) {
      const request = knownAmount(pod.settings[keys.request]);
      if (request && !isLimited && pod.settings[keys.limit] === undefined && !containerLimit(pod, keys)) {
        yield {
          path: at("kubernetes", keys.request),
          message: `should come with ${keys.limit}, got ${request.text} alone`,
        };
      }
    }
  }),
};
