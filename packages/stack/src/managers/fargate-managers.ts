import { awsEnvironment } from "@runner-fleet/aws-fleet";
import { numbered, renderConfigToml, shardNames } from "@runner-fleet/config";
import { EcsCluster, EcsManager, ManagerFileSystem } from "@runner-fleet/ecs-manager";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { fargateSettings } from "../platform-settings";
import { AwsManagerParts } from "./aws-manager-parts";
import { configTomlOutput, type MadeManager } from "./made-manager";
import { managerImage } from "./manager-image";
import type { ManagersInput } from "./managers-input";
import { holdPlanConditions } from "./plan-conditions";
import { rollOut } from "./roll-out";

/** The managers as Fargate services, with the cluster, the file system and what else they share. */
export function fargateManagers(scope: Construct, input: ManagersInput): MadeManager[] {
  const { config, iam, network, roles } = input;
  const settings = fargateSettings(config);
  if (!network) {
    throw new Error(`${scope.node.path}: managers on Fargate must have a network`);
  }
  const parts = new AwsManagerParts(scope, input, settings);
  const { clusterName: given, fileSystem, subnetIds = [], kmsKeyArn } = resolveExpressions(settings);
  const name = resolveExpressions(config.name);
  const environment = awsEnvironment(scope);
  const clusterName = given ?? new EcsCluster(scope, "Cluster", { name, tags: iam.tags }).name;
  const records =
    fileSystem &&
    new ManagerFileSystem(scope, "FileSystem", {
      name,
      environment,
      ...fileSystem,
      subnetIds,
      managerSecurityGroupId: network.securityGroupId,
      kmsKeyArn,
      tags: iam.tags,
    });
  const image = input.managerImage ?? managerImage(scope, config, { tags: iam.tags, ...input.imageBuild });

  const make = (shard: number, previous: readonly ITerraformDependable[]): MadeManager => {
    const role = roles[shard];
    if (!role) {
      throw new Error(`${scope.node.path}: a manager on Fargate must have a role`);
    }
    const stored = parts.storeConfig(numbered("Config", shard), shard, role);
    const manager = new EcsManager(scope, numbered("Manager", shard), {
      ...iam,
      config,
      shard,
      environment,
      clusterName,
      image,
      roleArn: role.arn,
      subnetIds,
      securityGroupIds: [network.securityGroupId],
      configObject: stored.configObject,
      tokens: parts.tokens,
      tokenStatements: parts.tokenStatements,
      tokensRevision: parts.tokensRevision,
      record: records?.addManager(numbered("Record", shard), {
        name: resolveExpressions(shardNames(config, shard)).manager,
        roleArn: role.arn,
      }),
      waitForRollout: resolveExpressions(config.manager).waitForRollout,
      dependsOn: [
        ...input.groupsOf(shard),
        ...network.rules,
        ...parts.tokenDependables,
        ...(image.ready ? [image.ready] : []),
        ...previous,
      ],
    });
    role.addPolicy("ManagerPolicy", manager.statements);
    manager.startAfter(...role.dependables);
    holdPlanConditions(manager.service, config);
    return {
      manager,
      rollout: manager.rollout,
      outputs: {
        config_toml: configTomlOutput(stored.configToml),
        cluster_name: { description: "Name of the manager's ECS cluster.", value: manager.clusterName },
        log_group_name: { description: "Name of the manager's log group.", value: manager.logGroupName },
        event_log_group_name: {
          description: "Name of the log group with why tasks stopped and what ECS could not do.",
          value: manager.eventLogGroupName,
        },
      },
      files: { "config.toml": () => renderConfigToml(config, shard).toPreview() },
    };
  };
  return rollOut(input, make);
}
