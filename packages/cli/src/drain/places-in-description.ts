import {
  Expression,
  managerGroupName,
  namespaceName,
  shardNames,
  shards,
  type RunnerFleetConfig,
  type TextOrExpression,
} from "@runner-fleet/config";
import { CommandError } from "../terminal/command-error";
import type { ManagerPlace } from "./manager-place";
import { checkFlags, valueOrFlag, type PlaceFlags } from "./place-flags";

/**
 * Where the managers of a description are, in the order of their shards.
 *
 * @throws CommandError when the deployment's name is left to Terraform
 * @throws UsageError when a flag is missing, or means nothing for the platform
 */
export function placesInDescription(config: RunnerFleetConfig, flags: PlaceFlags): ManagerPlace[] {
  const { platform, chart } = config.manager;
  checkFlags(flags, platform);
  const region = flags.region ?? known(config.region);
  return shards(config).map((shard) => {
    const name = known(shardNames(config, shard).manager);
    if (name === undefined) {
      throw new CommandError(
        "name: must be a text here, but is left to Terraform; give the folder with Terraform's state in place of the description",
      );
    }
    if (platform === "ec2") {
      return { platform, name, groupName: managerGroupName(name), region };
    }
    if (platform === "fargate") {
      // Without a name in the description the cluster is made, under the deployment's.
      const given = known(config.fargate?.clusterName ?? config.name);
      const clusterName = valueOrFlag(
        "cluster",
        flags,
        given,
        "the description leaves fargate.clusterName to Terraform",
      );
      return { platform, name, clusterName, region };
    }
    const { access } = config.cluster;
    return {
      platform,
      name,
      kinds: [chart === "gitlab-runner" ? "deployment" : "statefulset"],
      namespace: valueOrFlag(
        "namespace",
        flags,
        known(namespaceName(config)),
        "the description leaves cluster.namespace to Terraform",
      ),
      context: flags.context ?? known(access?.kubeconfigContext),
      kubeconfig: flags.kubeconfig ?? known(access?.kubeconfigPath),
    };
  });
}

/** A text that is known without Terraform. */
export const known = (value: TextOrExpression | undefined): string | undefined =>
  Expression.is(value) ? undefined : value;
