import { DefaultNetwork } from "@runner-fleet/aws-fleet";
import { fleetsOf, hasMachines, shards, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";
import { ec2Settings, fargateSettings } from "./platform-settings";
import { expressionOf } from "./token-expressions";

/** The description with the default subnets of the account in the place of those that it leaves out. */
export function withDefaultSubnets(scope: Construct, config: RunnerFleetConfig): RunnerFleetConfig {
  if (!config.aws.defaultVpc) {
    return config;
  }
  const ec2 = config.manager.platform === "ec2" ? ec2Settings(config) : undefined;
  const fargate = config.manager.platform === "fargate" ? fargateSettings(config) : undefined;
  const network = new DefaultNetwork(scope, "DefaultNetwork", {
    managerInstanceType: resolveExpressions(ec2?.instanceType),
  });
  const all = expressionOf(scope, "defaultSubnetIds", "list", network.subnetIds);
  const fleets = fleetsOf(config, hasMachines).map(([name, fleet]) => [
    name,
    isLeftOut(fleet.machines.subnetIds) ? { ...fleet, machines: { ...fleet.machines, subnetIds: all } } : fleet,
  ]);
  return {
    ...config,
    fleets: { ...config.fleets, ...(Object.fromEntries(fleets) as RunnerFleetConfig["fleets"]) },
    ec2: ec2 && {
      ...ec2,
      subnetIds:
        ec2.subnetIds ??
        shards(config).map((shard) =>
          expressionOf(scope, `managerSubnetId-${shard}`, "text", network.subnetIdOf(shard)),
        ),
    },
    fargate: fargate && {
      ...fargate,
      subnetIds: fargate.subnetIds ?? all,
      // A default subnet has no other way out.
      assignPublicIp: fargate.assignPublicIp ?? fargate.subnetIds === undefined,
    },
  };
}

const isLeftOut = (list: unknown) => Array.isArray(list) && list.length === 0;
