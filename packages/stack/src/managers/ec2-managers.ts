import { awsEnvironment } from "@runner-fleet/aws-fleet";
import { numbered, renderConfigToml, shardNames } from "@runner-fleet/config";
import { Ec2Manager, ec2ManagerStatements } from "@runner-fleet/ec2-manager";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { Fn, Token, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { ec2Settings } from "../platform-settings";
import { AwsManagerParts } from "./aws-manager-parts";
import { configTomlOutput, type MadeManager } from "./made-manager";
import type { ManagersInput } from "./managers-input";
import { holdPlanConditions } from "./plan-conditions";
import { rollOut } from "./roll-out";

/** The managers as EC2 instances, with the store of their configuration and their tokens. */
export function ec2Managers(scope: Construct, input: ManagersInput): MadeManager[] {
  const { config, iam, network, roles } = input;
  const parts = new AwsManagerParts(scope, input, ec2Settings(config));
  const {
    subnetIds = [],
    securityGroupIds = [],
    metricsSources: _network,
    ...settings
  } = resolveExpressions(ec2Settings(config));
  const environment = awsEnvironment(scope);
  const make = (shard: number, previous: readonly ITerraformDependable[]) => {
    const role = roles[shard];
    if (!role || !network) {
      throw new Error(`${scope.node.path}: a manager on EC2 must have a role and a network`);
    }
    const { manager: name } = resolveExpressions(shardNames(config, shard));
    const stored = parts.storeConfig(numbered("Config", shard), shard, role);
    role.addPolicy("TokenPolicy", parts.tokenStatements);
    role.addPolicy("ManagerPolicy", ec2ManagerStatements({ name, environment, kmsKeyArn: settings.kmsKeyArn }));
    const manager = new Ec2Manager(scope, numbered("Manager", shard), {
      config,
      shard,
      settings,
      environment,
      roleName: role.name,
      securityGroupIds: Token.isUnresolved(securityGroupIds)
        ? Fn.concat([[network.securityGroupId], securityGroupIds])
        : [network.securityGroupId, ...securityGroupIds],
      subnetId: subnetOf(subnetIds, shard),
      configObject: stored.configObject,
      tokens: parts.tokens,
      tokensRevision: parts.tokensRevision,
      tags: iam.tags,
      iamPath: iam.iamPath,
      waitForRollout: resolveExpressions(config.manager).waitForRollout,
      dependsOn: [
        ...input.groupsOf(shard),
        ...role.dependables,
        ...network.rules,
        ...parts.tokenDependables,
        ...previous,
      ],
    });
    holdPlanConditions(manager.group, config);
    return {
      manager,
      rollout: manager.rollout,
      outputs: {
        config_toml: configTomlOutput(stored.configToml),
        manager_group_name: { description: "Name of the manager's Auto Scaling group.", value: manager.groupName },
        maintenance_document_name: {
          description:
            "Name of the document of Systems Manager that drains, restarts, patches or replaces the manager.",
          value: manager.documentName,
        },
        log_group_name: { description: "Name of the manager's log group.", value: manager.logGroupName },
      },
      files: { "config.toml": () => renderConfigToml(config, shard).toPreview() },
    };
  };
  return rollOut(input, make);
}

/** Each manager in a subnet of its own, from the start again where they are fewer. */
const subnetOf = (subnetIds: readonly string[], shard: number): string =>
  Token.isUnresolved(subnetIds) ? Fn.element(subnetIds, shard) : (subnetIds[shard % subnetIds.length] as string);
