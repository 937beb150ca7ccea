import { ManagerNetwork, type IamSettings } from "@runner-fleet/aws-fleet";
import { Expression, fleetsOf, hasMachines, operand, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { platformSettings } from "../platform-settings";
import { expressionOf } from "../token-expressions";

/** A description whose machines let their managers in. */
export interface WithNetwork {
  /** The description. */
  readonly config: RunnerFleetConfig;
  /**
   * The security group of the managers.
   *
   * @default - none; they are pods, and the description names where
   */
  readonly network?: ManagerNetwork;
}

/** Makes the security group of managers outside Kubernetes, from which all machines accept SSH. */
export function withManagersNetwork(scope: Construct, config: RunnerFleetConfig, { tags }: IamSettings): WithNetwork {
  const settings = platformSettings(config);
  if (!settings) {
    return { config };
  }
  const { subnetIds = [], metricsSources } = resolveExpressions(settings);
  const network = new ManagerNetwork(scope, "ManagerNetwork", {
    name: resolveExpressions(config.name),
    // The rule manager-subnets-missing holds: without default subnets the managers name theirs.
    subnetId: Token.isUnresolved(subnetIds) ? Fn.element(subnetIds, 0) : (subnetIds[0] as string),
    metricsSources,
    tags,
  });
  const managers = expressionOf(scope, "managerSecurityGroupId", "text", network.securityGroupId);
  const fleets = fleetsOf(config, hasMachines).map(([name, fleet]) => {
    const { managerSecurityGroupIds: given = [] } = fleet.machines;
    const managerSecurityGroupIds = Expression.is(given)
      ? Expression.list(`concat([${managers.terraform}], ${operand(given)})`)
      : [managers, ...given];
    return [name, { ...fleet, machines: { ...fleet.machines, managerSecurityGroupIds } }];
  });
  return {
    config: { ...config, fleets: { ...config.fleets, ...(Object.fromEntries(fleets) as RunnerFleetConfig["fleets"]) } },
    network,
  };
}
