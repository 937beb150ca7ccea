import { amountText } from "../fleets/pod-amount-text";
import { podAmounts, podRequest } from "../fleets/pod-requests";
import { knownAmount, POD_RESOURCES, RESOURCE_NAMES } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** The pod of a job fits the largest node. */
export const podLargerThanNode: Rule = {
  id: "pod-larger-than-node",
  title: "The pod of a job fits the largest node",
  why:
    "Build, helper and all services of a job are one pod, and a pod runs on one node. When they request more together than " +
    "any node has, no pod ever starts: every job waits for pollTimeout and fails.",
  fix: "lower the requests, or the limits where they stand for requests, or name a larger node in nodes.largest",
  severity: "error",
  check: everyKubernetesFleet(function* ({ nodes }, at, config, name) {
    const pod = podAmounts(config, name);
    for (const resource of POD_RESOURCES) {
      const largest = knownAmount(nodes?.largest[resource]);
      const request = podRequest(pod, resource);
      if (largest && request && request.value > largest.value) {
        const got = `${amountText(resource, request.value)} (${request.words})`;
        yield {
          path: at("kubernetes"),
          message: `must request at most nodes.largest.${resource} (${largest.text}) of ${RESOURCE_NAMES[resource]}, got ${got}`,
        };
      }
    }
  }),
};
