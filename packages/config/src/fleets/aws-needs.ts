import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { managerLogsInToEcr } from "./ecr-registries";
import { fleetsOf, hasMachines, hasPods } from "./fleet-kinds";

/** Something of a description that takes an AWS role. */
export interface RoleNeed {
  /** Where it is, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** Whose role it is. */
  readonly who: "manager" | "job";
}

/** Whether the manager reaches the cache's bucket by a role: it does unless it has the keys of another server. */
export const isCacheByRole = ({ cache }: RunnerFleetConfig): boolean =>
  cache !== undefined && cache.credentialsSecretName === undefined && cache.inCluster === undefined;

/** Everything of a description that takes an AWS role. Where there is nothing, nothing of AWS is made. */
export function roleNeeds(config: RunnerFleetConfig): RoleNeed[] {
  const manager = [
    ...fleetsOf(config, hasMachines).map(([fleet]) => ["fleets", fleet]),
    ...(isCacheByRole(config) ? [["cache"]] : []),
    ...(managerLogsInToEcr(config) ? [["ecr"]] : []),
  ];
  const jobs = fleetsOf(config, hasPods).flatMap(
    ([
      fleet,
      {
        jobs: { serviceAccounts = {} },
      },
    ]) =>
      Object.entries(serviceAccounts)
        .filter(([, { roleArn, policyArns }]) => roleArn !== undefined || policyArns !== undefined)
        .map(([account]) => ["fleets", fleet, "jobs", "serviceAccounts", account]),
  );
  return [
    ...manager.map((path) => ({ path, who: "manager" as const })),
    ...jobs.map((path) => ({ path, who: "job" as const })),
  ];
}

/** Whether the manager needs an AWS role. One outside Kubernetes does: it reads its configuration and tokens by it. */
export const managerNeedsRole = (config: RunnerFleetConfig): boolean =>
  config.manager.platform !== "kubernetes" || roleNeeds(config).some(({ who }) => who === "manager");
