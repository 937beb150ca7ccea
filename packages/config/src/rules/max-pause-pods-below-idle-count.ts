import { everyKubernetesFleet, policiesOf } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A policy wants no more pause pods than there may be. */
export const maxPausePodsBelowIdleCount: Rule = {
  id: "max-pause-pods-below-idle-count",
  title: "A policy wants no more pause pods than there may be",
  why: "maxPausePods cuts off what policies ask for, without a word: fewer places are held than the policy says, and jobs wait for nodes.",
  fix: "raise maxPausePods, or lower idleCount",
  severity: "warning",
  check: everyKubernetesFleet(function* (fleet, at) {
    const most = knownValue(fleet.kubernetes.autoscaler?.maxPausePods) ?? 0;
    const { at: place, policies } = policiesOf(fleet);
    for (const [index, { idleCount }] of knownEntries(policies)) {
      if (most > 0 && (knownValue(idleCount) ?? 0) > most) {
        yield {
          path: at(...place, index, "idleCount"),
          message: `should be at most maxPausePods (${most}), got ${String(idleCount)}`,
        };
      }
    }
  }),
};
