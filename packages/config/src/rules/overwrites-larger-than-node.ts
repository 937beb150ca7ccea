import { amountText } from "../fleets/pod-amount-text";
import { largestPodRequest, podAmounts, podRequest } from "../fleets/pod-requests";
import { knownAmount, POD_RESOURCES, RESOURCE_NAMES } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** What jobs may ask for fits the largest node. */
export const overwritesLargerThanNode: Rule = {
  id: "overwrites-larger-than-node",
  title: "What jobs may ask for fits the largest node",
  why:
    "A job that sets all the variables that it may gets a pod that no node can run. It waits for pollTimeout and fails, and " +
    "its log says so in the words of the scheduler alone, as “Insufficient memory”.",
  fix: "lower the maxima, or name a larger node in nodes.largest",
  severity: "warning",
  check: everyKubernetesFleet(function* ({ nodes }, at, config, name) {
    const pod = podAmounts(config, name);
    for (const resource of POD_RESOURCES) {
      const largest = knownAmount(nodes?.largest[resource]);
      const most = largestPodRequest(pod, resource);
      const usual = podRequest(pod, resource)?.value ?? 0n;
      if (largest && most && usual <= largest.value && most.value > largest.value) {
        const got = `${amountText(resource, most.value)} (${most.words})`;
        yield {
          path: at("kubernetes"),
          message: `should let jobs request at most nodes.largest.${resource} (${largest.text}) of ${RESOURCE_NAMES[resource]}, got ${got}`,
        };
      }
    }
  }),
};
