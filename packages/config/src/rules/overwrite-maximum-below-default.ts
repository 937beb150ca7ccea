import { amountKeys, knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A job may ask for what it gets without asking. */
export const overwriteMaximumBelowDefault: Rule = {
  id: "overwrite-maximum-below-default",
  title: "A job may ask for what it gets without asking",
  why:
    "GitLab Runner holds the maximum against what a job asks for, not against the fleet's own value. A job that asks for a " +
    "little more, or for the same, fails with “is higher than limit allowed”, while one that asks for nothing gets it.",
  fix: "raise the maximum, lower the value, or accept the rule for a fleet whose jobs may only ask for less",
  severity: "error",
  acceptable: true,
  check: everyKubernetesFleet(function* ({ kubernetes }, at) {
    for (const keys of amountKeys) {
      for (const [value, maximum] of [
        [keys.request, keys.requestMaximum],
        [keys.limit, keys.limitMaximum],
      ] as const) {
        const [usual, most] = [knownAmount(kubernetes[value]), knownAmount(kubernetes[maximum])];
        if (usual && most && most.value < usual.value) {
          yield {
            path: at("kubernetes", maximum),
            message: `must be at least ${value} (${usual.text}), got ${most.text}`,
          };
        }
      }
    }
  }),
};
