import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import type { Rule } from "../rule/rule";

/** A request is above zero. */
export const requestOfZero: Rule = {
  id: "request-of-zero",
  title: "A request is above zero",
  why:
    "A pod that requests nothing fits every node, however full it is. There it gets what CPU the others leave, and when " +
    "memory or disk run short it is evicted before all pods that keep to their requests, and its job fails.",
  fix: "write what a usual job needs, or leave the key out for the default of the namespace's limit range",
  severity: "warning",
  check: everyKubernetesFleet(function* ({ kubernetes }, at) {
    for (const { request } of amountKeys) {
      const amount = knownAmount(kubernetes[request]);
      if (amount?.value === 0n) {
        yield { path: at("kubernetes", request), message: `should be above 0, got ${formatGiven(amount.text)}` };
      }
    }
  }),
};
