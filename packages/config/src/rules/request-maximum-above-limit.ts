import { containerLimit, podAmounts } from "../fleets/pod-requests";
import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A job may raise its limit as far as its request. */
export const requestMaximumAboveLimit: Rule = {
  id: "request-maximum-above-limit",
  title: "A job may raise its limit as far as its request",
  why:
    "Kubernetes refuses a pod that must have more than it may use. A job that asks for all that it may as a request fails, " +
    "because its limit stays below.",
  fix: "raise the maximum of the limit, or lower that of the request",
  severity: "warning",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    for (const keys of amountKeys) {
      const asked = knownAmount(pod.settings[keys.requestMaximum]);
      const limit = containerLimit(pod, keys);
      const raised = pod.settings[keys.limitMaximum];
      const maximum = knownAmount(raised);
      const isKnown = raised === undefined || maximum !== undefined;
      if (asked && limit && isKnown && asked.value > limit.value && asked.value > (maximum?.value ?? 0n)) {
        const least =
          maximum && maximum.value > limit.value
            ? `${keys.limitMaximum} (${maximum.text})`
            : `${limit.words} (${limit.text})`;
        yield {
          path: at("kubernetes", keys.requestMaximum),
          message: `should be at most ${least}, got ${asked.text}`,
        };
      }
    }
  }),
};
