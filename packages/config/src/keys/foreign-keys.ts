/** Keys of other tools, or of GitLab, that people bring along. */
interface ForeignKeys {
  /**
   * Tables that they are written in, with `*` for a name.
   *
   * @default - every table
   */
  readonly in?: readonly string[];
  /** The keys. Letter case, dashes and underscores do not count. */
  readonly keys: readonly string[];
  /** What to do instead. */
  readonly fix: string;
}

const fleet = "fleets.*";
const machines = "fleets.*.machines";

const foreignKeys: readonly ForeignKeys[] = [
  {
    in: [fleet],
    keys: ["tags", "tagList", "runUntagged", "locked", "protected", "accessLevel", "maximumTimeout"],
    fix:
      "set it in GitLab, on the runner: its tags, and who may use it, are not the manager's to say; tags in AWS are " +
      "machines.tags",
  },
  {
    in: [fleet, machines],
    keys: ["spot", "spotPrice"],
    fix:
      "write machines.onDemandPercentageAboveBaseCapacity: 0, which makes every machine a spot machine, at most at the " +
      "on-demand price",
  },
  { in: ["aws"], keys: ["region"], fix: "write it as region, at the top" },
  { in: [""], keys: ["rollout"], fix: "write it as manager.rollout" },
  { in: [""], keys: ["waitForRollout"], fix: "write it as manager.waitForRollout" },
  { in: ["", "cluster"], keys: ["kubeconfig", "kubeconfigPath"], fix: "write it as cluster.access.kubeconfigPath" },
  { in: [""], keys: ["tags"], fix: "write it as aws.tags" },
  {
    in: [""],
    keys: ["runners"],
    fix: "write each runner as one of fleets, and put its token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens)",
  },
  {
    keys: ["token", "runnerToken", "registrationToken"],
    fix: "put the token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens)",
  },
  {
    keys: ["concurrent"],
    fix: "remove it: it is derived from maxInstances and capacityPerInstance of all fleets",
  },
  { keys: ["limit"], fix: "remove it: it is derived from maxInstances and capacityPerInstance" },
  { keys: ["maxBuilds"], fix: "write it as maxUseCount of the fleet" },
  {
    keys: ["replicas"],
    fix: "write it as manager.shards: each shard is a manager with its share of every fleet",
  },
  {
    in: ["cluster.volume", "cluster.monitoring", "cluster.networkPolicy"],
    keys: ["enabled"],
    fix: "remove it: the table is the switch; with it in the description it is on, and without it off",
  },
  { in: ["cluster"], keys: ["persistence"], fix: "write it as cluster.volume" },
  { keys: ["permissionsBoundary"], fix: "write it as aws.permissionsBoundaryArn" },
];

/** What to do about a key that belongs to another tool; `undefined` if it is none that is known. */
export function foreignKeyFix(path: readonly PropertyKey[], key: string): string | undefined {
  const table = path.map((segment, depth) => (depth === 1 && path[0] === "fleets" ? "*" : String(segment))).join(".");
  return foreignKeys.find(
    ({ in: tables, keys }) => (tables?.includes(table) ?? true) && keys.some((known) => plain(known) === plain(key)),
  )?.fix;
}

const plain = (key: string) => key.replace(/[_-]/g, "").toLowerCase();
