import type { ClusterManagerRoleProps, ServiceManagerRoleProps } from "@runner-fleet/aws-fleet";
import { namespaceName, shardNames, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { podIdentity } from "./pod-identity";

type Common = "name" | "fleets" | "pluginVersion";

const services = { ec2: "ec2.amazonaws.com", fargate: "ecs-tasks.amazonaws.com" } as const;

/** Whom the role of a shard's manager trusts: a service account of the cluster, an instance, or a task. */
export function roleTrust(
  config: RunnerFleetConfig,
  shard: number,
): Omit<ClusterManagerRoleProps, Common> | Omit<ServiceManagerRoleProps, Common> {
  const { platform } = config.manager;
  return platform === "kubernetes"
    ? {
        ...podIdentity(config),
        namespace: resolveExpressions(namespaceName(config)),
        serviceAccount: resolveExpressions(shardNames(config, shard)).serviceAccount,
      }
    : { trust: { service: services[platform] } };
}
