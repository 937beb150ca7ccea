import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

const places: readonly (readonly [path: string, value: unknown, does: string])[] = [
  ...["tags", "tagList", "tag_list", "runUntagged", "locked", "protected", "accessLevel", "maximum_timeout"].map(
    (key) =>
      [
        `fleets.linux.${key}`,
        true,
        "set it in GitLab, on the runner: its tags, and who may use it, are not the manager's to say; tags in AWS are machines.tags",
      ] as const,
  ),
  ...["machines.spot", "machines.spotPrice", "machines.spot_price", "spot"].map(
    (key) =>
      [
        `fleets.linux.${key}`,
        true,
        "write machines.onDemandPercentageAboveBaseCapacity: 0, which makes every machine a spot machine, at most at the on-demand price",
      ] as const,
  ),
  ["aws.region", "eu-west-1", "write it as region, at the top"],
  ["rollout", "all", "write it as manager.rollout"],
  ["waitForRollout", false, "write it as manager.waitForRollout"],
  ["cluster.kubeconfig", "~/.kube/config", "write it as cluster.access.kubeconfigPath"],
  ...["fleets.linux.token", "fleets.linux.runnerToken", "gitlab.registrationToken", "manager.runner_token"].map(
    (key) =>
      [key, "x", "put the token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens)"] as const,
  ),
  [
    "runners",
    { token: "x" },
    "write each runner as one of fleets, and put its token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens)",
  ],
  ...["manager.concurrent", "cluster.concurrent", "fleets.linux.autoscaler.concurrent"].map(
    (key) => [key, 10, "remove it: it is derived from maxInstances and capacityPerInstance of all fleets"] as const,
  ),
  ...["limit", "fleets.linux.limit", "fleets.linux.machines.limit"].map(
    (key) => [key, 10, "remove it: it is derived from maxInstances and capacityPerInstance"] as const,
  ),
  ...["fleets.linux.maxBuilds", "fleets.linux.machines.MaxBuilds"].map(
    (key) => [key, 10, "write it as maxUseCount of the fleet"] as const,
  ),
  ...["replicas", "manager.replicas", "cluster.replicas"].map(
    (key) => [key, 2, "write it as manager.shards: each shard is a manager with its share of every fleet"] as const,
  ),
  ["tags", { team: "ci" }, "write it as aws.tags"],
  ...["permissionsBoundary", "aws.permissionsBoundary", "fleets.linux.machines.permissions_boundary"].map(
    (key) => [key, "arn:aws:iam::111122223333:policy/b", "write it as aws.permissionsBoundaryArn"] as const,
  ),
];

/** Descriptions that are refused for keys of other tools, each with where the same is said here. */
export const foreignRefusals: readonly Refusal[] = places.map(([path, value, does]) => ({
  name: `the key ${path} of another tool`,
  input: descriptionWith({ [path]: value }),
  says: [`${path}: is not a key of the description; ${does} [schema-unknown-key]`],
}));
