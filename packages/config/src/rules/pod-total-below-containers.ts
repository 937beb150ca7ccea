import { amountText } from "../fleets/pod-amount-text";
import { containersRequest, podAmounts } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** What a pod has as a whole is enough for its containers. */
export const podTotalBelowContainers: Rule = {
  id: "pod-total-below-containers",
  title: "What a pod has as a whole is enough for its containers",
  why:
    "Kubernetes refuses a pod whose request is below those of its containers together, or whose limit is below that of one " +
    "of them, so every job fails.",
  fix: "raise the amount of the pod, or lower or leave out those of its containers",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    for (const { resource, request, limit } of amountKeys.filter(({ part }) => part === "pod")) {
      const [most, least] = [knownAmount(pod.settings[limit]), knownAmount(pod.settings[request])];
      const together = containersRequest(pod, resource);
      if (least && together && together.value > least.value) {
        yield {
          path: at("kubernetes", request),
          message: `must be at least what the containers request (${amountText(resource, together.value)}: ${together.words}), got ${least.text}`,
        };
      }
      for (const keys of amountKeys.filter((each) => each.part !== "pod" && each.resource === resource)) {
        const one = knownAmount(pod.settings[keys.limit]);
        if (most && one && one.value > most.value) {
          yield {
            path: at("kubernetes", keys.limit),
            message: `must be at most ${limit} (${most.text}), got ${one.text}`,
          };
        }
      }
    }
  }),
};
