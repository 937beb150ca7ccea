import type { EffectId } from "./effects";

/** What a change of a value of the chart does, by the value's path; the first that the path begins with holds. */
type ValueEffects = readonly (readonly [path: string, effect: EffectId])[];

/**
 * The project's own chart: what is in the StatefulSet's pod drains the manager, all else changes in place. The tests hold
 * it against the chart.
 */
const ownChart: ValueEffects = [
  ["config.toml", "read-again"],
  ["serviceAccount.annotations", "manager-rights"],
  ["serviceAccount.name", "account-changed"],
  ["persistence.size", "in-place"],
  ["persistence.storageClass", "volume-refused"],
  ["jobs", "new-pods"],
  ["monitoring", "in-place"],
  ["networkPolicy.metricsFrom", "in-place"],
  ["networkPolicy", "manager-network"],
  ["disruption", "in-place"],
  ["preflight", "apply-only"],
  ["chartDigest", "in-place"],
  ["", "manager-drains"],
];

/**
 * GitLab's chart, which has a checksum of its ConfigMap on the pod, so that every change of what the manager is told
 * drains it.
 */
const gitlabChart: ValueEffects = [
  ["serviceAccount.annotations", "manager-rights"],
  ["serviceAccount.name", "account-changed"],
  ["rbac", "in-place"],
  ["metrics.podMonitor", "in-place"],
  ["extraObjects", "new-pods"],
  ["", "manager-drains"],
];

const charts = { "runner-manager": ownChart, "gitlab-runner": gitlabChart } as const;

/** What a change of a value of the manager's chart does. */
export function valueEffect(chart: keyof typeof charts, path: string): EffectId {
  const found = charts[chart].find(([start]) => start === "" || path === start || path.startsWith(`${start}.`));
  return (found as ValueEffects[number])[1];
}
