import type { JobRolesProps } from "@runner-fleet/aws-fleet";
import type { RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";

/** How pods of the cluster get their roles. */
export function podIdentity({ cluster }: RunnerFleetConfig): Omit<JobRolesProps, "accounts"> {
  const { name, identity, podIdentityAgent, oidcProviderArn } = resolveExpressions(cluster);
  // The rule cluster-name-missing holds: a role is made only where the cluster has a name.
  return { cluster: name as string, identity, podIdentityAgent, oidcProviderArn };
}
