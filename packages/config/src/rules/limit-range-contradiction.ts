import { knownAmount } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** What may not be above what comes behind it. */
const ORDER = ["min", "defaultRequest", "default", "max"] as const;

/** The parts of a limit range are in order: minimum, default request, default, maximum. */
export const limitRangeContradiction: Rule = {
  id: "limit-range-contradiction",
  title: "The parts of a limit range are in order: minimum, default request, default, maximum",
  why: "Kubernetes refuses a limit range whose parts contradict each other, and the manager's release fails with it.",
  fix: "keep min at most defaultRequest, that at most default, and that at most max",
  severity: "error",
  check: everyKubernetesFleet(function* ({ jobs: { limitRange = {} } }, at) {
    const resources = new Set(ORDER.flatMap((part) => Object.keys(limitRange[part] ?? {})));
    for (const resource of resources) {
      const given = ORDER.flatMap((part) => {
        const amount = knownAmount(limitRange[part]?.[resource]);
        return amount ? [{ part, amount }] : [];
      });
      for (const [index, { part, amount }] of given.entries()) {
        const before = given[index - 1];
        if (before && before.amount.value > amount.value) {
          yield {
            path: at("jobs", "limitRange", part, resource),
            message: `must be at least ${before.part} (${before.amount.text}), got ${amount.text}`,
          };
        }
      }
    }
  }),
};
