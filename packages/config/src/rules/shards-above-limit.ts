import { everyKubernetesFleet, policiesOf } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Every shard has a share of what limits a fleet of pods. */
export const shardsAboveLimit: Rule = {
  id: "shards-above-limit",
  title: "Every shard has a share of what limits a fleet of pods",
  why:
    "limit, maxPausePods and scaleFactorLimit are totals over the shards. A share of 0 tells GitLab Runner that there is no " +
    "limit: that shard's manager takes jobs, or keeps pause pods, without end.",
  fix: "raise the total to the number of shards at least, or lower manager.shards",
  severity: "error",
  check: everyKubernetesFleet(function* (fleet, at, { manager: { shards } }) {
    const { at: place, policies } = policiesOf(fleet);
    const totals = [
      { path: at("limit"), total: fleet.limit },
      { path: at("kubernetes", "autoscaler", "maxPausePods"), total: fleet.kubernetes.autoscaler?.maxPausePods },
      ...knownEntries(policies).map(([index, { scaleFactorLimit }]) => ({
        path: at(...place, index, "scaleFactorLimit"),
        total: scaleFactorLimit,
      })),
    ];
    for (const { path, total } of totals) {
      const known = knownValue(total) ?? 0;
      if (known > 0 && known < shards) {
        yield { path, message: `must be at least manager.shards (${shards}), got ${known}` };
      }
    }
  }),
};
