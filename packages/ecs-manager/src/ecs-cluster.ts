import { EcsCluster as Cluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { Tags } from "@runner-fleet/terraform-values";
import { Construct } from "constructs";

/** The cluster of a deployment's managers. */
export interface EcsClusterProps {
  /** Name of the cluster: up to 255 letters, digits, dashes and underscores. */
  readonly name: string;
  /**
   * Tags of the cluster.
   *
   * @default - none but the provider's own
   */
  readonly tags?: Tags;
}

/**
 * A cluster of ECS, which for Fargate is no more than a name: the managers of all shards share one.
 *
 * It has no capacity providers, so nothing in it runs on Fargate Spot, which ends tasks with two minutes' notice. Whether
 * it has Container Insights is left to the account's own setting: they cost by the metric, and the alarms need none.
 */
export class EcsCluster extends Construct {
  /** Name of the cluster. */
  readonly name: string;

  constructor(scope: Construct, id: string, { name, tags }: EcsClusterProps) {
    super(scope, id);
    this.name = new Cluster(this, "Resource", { name, tags }).name;
  }
}
