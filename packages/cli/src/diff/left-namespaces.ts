import { fleetsOf, hasPods, jobsNamespace, type RunnerFleetConfig } from "@runner-fleet/config";

/** Namespaces in which pods of jobs run before, and none after. What lets the manager work there goes with an apply. */
export function leftNamespaces(before: RunnerFleetConfig, after: RunnerFleetConfig): string[] {
  const namespaces = (config: RunnerFleetConfig) =>
    fleetsOf(config, hasPods).map(([key]) => String(jobsNamespace(config, key)));
  const kept = namespaces(after);
  return namespaces(before).filter((namespace) => !kept.includes(namespace));
}
